// The checks of operations that write, with a key: {group, name, cases | arbitrary, body, operation}. They write on what the workshop makes.
import fc from 'fast-check';
import { damaged, full, invalidBodies, invalidTexts, madeUp } from './bodies.mjs';
import { encode } from './encoding.mjs';
import { wrong } from './oracle.mjs';
import { invalidSpellings } from './values.mjs';
import { encoded } from './world.mjs';

const OTHER_TYPES = [null, '', 'x', 'text/plain', 'text/html', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/jsonp', 'application/json-patch+json', 'text/json', 'application/json; charset=utf-16', 'application/json; charset=x', 'application/json, application/json', '*/*', 'application/*'];
const UNKNOWN = ['x', 'Note', 'notes', 'dryRun', '__proto__', 'script[]', '烏克蘭', 'key'];
const isDone = (answer) => answer.status >= 200 && answer.status < 300;

export async function* writes(context) {
  for (const operation of context.document.operations.filter((one) => one.method !== 'GET' && one.needsKey)) {
    if (await isForbidden(context, operation)) continue;
    const shared = once(() => context.workshop.fresh(operation.path));
    const ofBodies = operation.takesDocuments ? [documents] : [bodies, invalid];
    for (const kind of [examples, ...ofBodies, otherBodies, refusals, preconditions, repetitions]) {
      for (const one of kind({ ...context, operation, shared })) yield { ...one, operation };
    }
  }
}

const check = (name, cases, body) => ({ group: 'writing', name, cases, body });
const property = (name, arbitrary, body, share) => ({ group: 'writing', name, cases: [], arbitrary, body, share });

function once(make) {
  let made;
  return () => (made ??= make());
}

/** Whether the key lacks the scope: that is said before anything is said of the request. */
async function isForbidden({ client }, operation) {
  const nothing = Object.fromEntries(operation.pathParameters.map((parameter) => [parameter.name, '999999999']));
  return (await client.send({ method: operation.method, target: operation.target(nothing) })).status === 403;
}

/** The request of an operation with a body, which is JSON or the text of it. */
function request({ operation, workshop }, values, body, { query = [], mediaType, headers = [] } = {}) {
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const needed = workshop.headers(operation, body === undefined ? null : mediaType).filter(([name]) => !given.has(name.toLowerCase()));
  const text = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body ?? null : JSON.stringify(body);
  return { method: operation.method, target: operation.target(encoded(values), query), headers: [...needed, ...headers.filter(([, value]) => value !== null)], body: text };
}

/** What is sent where any good body will do. */
function good({ operation, workshop }, values) {
  return operation.bodies.length ? workshop.fitted(operation.bodies[0].example, values) : undefined;
}

function refused(answer, pointer, statuses = [400]) {
  if (!statuses.includes(answer.status)) wrong(`an invalid request is answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  const { errors } = JSON.parse(answer.text);
  // What rows of a table must be is said of all of them.
  const around = pointer.replace(/\/rows\/\d+$/, '/rows');
  if (!errors?.some((error) => error.pointer === around || error.pointer?.startsWith(`${around}/`))) wrong(`errors[] does not point at ${JSON.stringify(pointer)}: ${JSON.stringify(errors).slice(0, 300)}`);
}

/** What holds for every body that is valid by the schema, taken or not. */
function answered(answer, sent) {
  if (answer.status === 400) {
    const { errors } = JSON.parse(answer.text);
    if (!errors?.length || errors.some((error) => error.pointer === undefined)) wrong(`a body is refused without a place in it: ${answer.text.slice(0, 300)}`);
  } else if (!isDone(answer) && ![403, 409].includes(answer.status)) wrong(`a body that is valid by the schema is answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  if (!isDone(answer) || !answer.text) return;
  // What was written is what is shown.
  const shown = JSON.parse(answer.text);
  for (const [name, value] of sent && typeof sent === 'object' ? Object.entries(sent) : []) {
    if (typeof value !== 'string' || !(name in shown) || ['slug', 'language'].includes(name)) continue;
    const isSame = /At$/.test(name) ? Math.abs(Date.parse(shown[name]) - Date.parse(value)) < 1000 : shown[name]?.normalize('NFC') === value.normalize('NFC');
    if (!isSame) wrong(`${name} was written as ${JSON.stringify(value).slice(0, 100)} and is shown as ${JSON.stringify(shown[name]).slice(0, 100)}`);
  }
}

// (a) What the document shows

function* examples(context) {
  const { operation, workshop, document, client } = context;
  const whole = operation.takesDocuments ? [] : operation.bodies.map((body) => ({ mediaType: body.mediaType, body: full(document, body.schema) }));
  const sent = [...operation.bodies.map((body) => ({ mediaType: body.mediaType, body: body.example })), ...whole, ...(operation.bodyRequired ? [] : [{ body: undefined }])];
  yield check('examples, and every member', sent, async ({ mediaType, body }, ask) => {
    const values = await workshop.fresh(operation.path);
    const fitted = workshop.fitted(body, values);
    const answer = await ask(request(context, values, fitted, { mediaType }), operation);
    if (!isDone(answer) && answer.status !== 409) wrong(`a documented request is answered ${answer.status}: ${answer.text.slice(0, 400)}`);
    answered(answer, fitted);
    if (operation.method === 'DELETE') {
      const again = await ask(request(context, values, undefined), operation);
      if (![204, 404].includes(again.status)) wrong(`the second time it is answered ${again.status}`);
    }
    if (answer.status !== 201) return;
    const location = answer.headers.get('location') ?? wrong('201 without Location');
    const made = await client.send({ target: location });
    if (made.status !== 200) wrong(`Location ${location} answers ${made.status}`);
    if (answer.headers.has('etag') && made.headers.get('etag') !== answer.headers.get('etag')) wrong(`the answer has the ETag ${answer.headers.get('etag')}, ${location} has ${made.headers.get('etag')}`);
  });
}

// (b) Bodies

function* bodies(context) {
  const { operation, workshop, document, world } = context;
  for (const [name, isPlain, share] of [['made-up bodies', true, 0.8], ['odd bodies', false, 0.8]]) {
    if (!operation.bodies.length) continue;
    // Its own: what another one writes meanwhile would be shown.
    const own = once(() => workshop.fresh(operation.path));
    yield property(name, madeUp(document, world, operation.bodies[0].schema, isPlain), async (body, ask) => {
      const values = await own();
      // A resource that is renamed would be missed by the next one.
      const sent = isPlain ? workshop.fitted(body, values) : body?.slug && values.slug ? { ...body, slug: values.slug } : body;
      answered(await ask(request(context, values, sent), operation), sent);
    }, share);
  }
}

function* invalid(context) {
  const { operation, workshop, document, client } = context;
  if (!operation.bodies.length) return;
  const [body] = operation.bodies;
  const hasAtomic = operation.queryParameters.some((parameter) => parameter.name === 'atomic');
  // Whatever each item of a batch is answered, together they are refused.
  const query = hasAtomic ? [['atomic', 'true']] : [];
  const target = once(async () => {
    const values = await workshop.fresh(operation.path);
    const there = operation.method === 'POST' ? null : operation.target(encoded(values));
    return { values, there, before: there && (await client.send({ target: there })).text };
  });
  const value = workshop.fitted(full(document, body.schema));
  for (const [label, cases] of [...Object.entries(invalidBodies(document, body, value)), ...Object.entries(invalidTexts(document, body, value))]) {
    yield check(`invalid: ${label}`, cases, async ({ text, pointer }, ask) => {
      const { values, there, before } = await target();
      refused(await ask(request(context, values, text, { query }), operation), pointer);
      if (there && text === cases.at(-1).text && (await client.send({ target: there })).text !== before) wrong('is refused, and something is changed');
    });
  }
  yield property('invalid: any JSON', fc.jsonValue({ maxDepth: 4 }).filter((any) => document.invalid(body.pointer, any)), async (any, ask) => {
    refused(await ask(request(context, (await target()).values, JSON.stringify(any), { query }), operation), '');
  }, 0.8);
  yield check('empty body', ['', ' ', '\r\n\t', '\uFEFF'], async (text, ask) => {
    const values = operation.bodyRequired ? (await target()).values : await workshop.fresh(operation.path);
    const answer = await ask(request(context, values, text), operation);
    if (operation.bodyRequired) refused(answer, '');
    else if (!isDone(answer) && answer.status !== 409) wrong(`is answered ${answer.status}`);
  });
}

/** Documents are read as they come: anything is imported, or refused with what is wrong; and in a short time. */
function* documents(context) {
  const { operation } = context;
  const dry = operation.queryParameters.some((parameter) => parameter.name === 'dryRun') ? [['dryRun', 'true']] : [];
  for (const { mediaType, example } of operation.bodies) {
    yield property(`documents: ${mediaType}`, damaged(example), async (bytes, ask) => {
      const values = await context.shared();
      const answer = await ask(request(context, values, bytes, { query: dry, mediaType }), operation);
      if (answer.status === 400) refused(answer, '');
      else if (!isDone(answer)) wrong(`a document is answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    }, 0.8);
  }
  yield check('no document', ['', ' ', '\r\n\t', '\uFEFF', '\0', Buffer.alloc(1000), Buffer.from([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]), Buffer.from('\x89PNG\r\n\x1A\n\0\0\0\rIHDR', 'latin1')], async (body, ask) => {
    refused(await ask(request(context, await context.shared(), body), operation), '');
  });
}

function* otherBodies(context) {
  const { operation, workshop } = context;
  if (!operation.bodies.length) return;
  const target = once(async () => ({ values: await workshop.fresh(operation.path) }));
  // What a document is, it says itself where no type does; and a wrong charset does not hinder reading it.
  const isTaken = (type) => operation.bodies.some((one) => one.mediaType === type || (operation.takesDocuments && (!type || one.mediaType === type.split(';')[0])));
  yield check('body of another type', OTHER_TYPES.filter((type) => !isTaken(type)), async (type, ask) => {
    const { values } = await target();
    const answer = await ask(request(context, values, good(context, values), { headers: [['Content-Type', type]] }), operation);
    if (answer.status !== 415) wrong(`Content-Type: ${type} is answered ${answer.status}`);
  });
  yield check('body in a coding', ['gzip', 'br', 'x'], async (coding, ask) => {
    const { values } = await target();
    const answer = await ask(request(context, values, good(context, values), { headers: [['Content-Encoding', coding]] }), operation);
    if (answer.status !== 415) wrong(`Content-Encoding: ${coding} is answered ${answer.status}`);
  });
}

// (c) Requests that are refused for something else than their body

function* refusals(context) {
  const { operation, workshop, shared } = context;
  yield check('unknown parameters', UNKNOWN.filter((name) => !operation.queryParameters.some((parameter) => parameter.name === name)), async (name, ask) => {
    const values = await shared();
    const answer = await ask(request(context, values, good(context, values), { query: [[encode(name), '1']] }), operation);
    if (answer.status !== 400 || !JSON.parse(answer.text).errors?.some((error) => error.parameter === name)) wrong(`is answered ${answer.status}: ${answer.text.slice(0, 200)}`);
  });
  for (const parameter of operation.queryParameters) {
    yield check(`${parameter.name}: invalid`, Object.values(invalidSpellings(parameter, [])).flat().filter((text) => text === null || text.length < 4000), async (text, ask) => {
      const values = await shared();
      const answer = await ask(request(context, values, good(context, values), { query: [[parameter.name, text]] }), operation);
      if (answer.status !== 400 || !JSON.parse(answer.text).errors?.some((error) => error.parameter === parameter.name)) wrong(`is answered ${answer.status}: ${answer.text.slice(0, 200)}`);
    });
  }
  yield check('Accept that refuses JSON', ['image/png', 'application/json;q=0'], async (accept, ask) => {
    const values = await shared();
    const answer = await ask(request(context, values, good(context, values), { headers: [['Accept', accept]] }), operation);
    // An answer without a body is of every type.
    if (answer.status !== 406 && !(answer.status === 204 && operation.method === 'DELETE')) wrong(`is answered ${answer.status}`);
  });
  const names = ['999999999', '9223372036854775807', '9223372036854775808', '0', '-1', 'nope', '烏克蘭沒有', '%', 'a'.repeat(200), '\u0000', '\uFFFF'].map((name) => encode(name));
  for (const parameter of operation.pathParameters) {
    yield check(`path ${parameter.name}: names nothing`, [...names, '%FF', '%ED%A0%80'], async (name, ask) => {
      const values = await shared();
      const asked = request(context, values, good(context, values));
      asked.target = operation.target({ ...encoded(values), [parameter.name]: name });
      // The web server refuses a null character before the application is asked, without a body.
      if (name === '%00') return void ((await context.client.send(asked)).status < 400 && wrong('is done'));
      const answer = await ask(asked, operation);
      if (![400, 404].includes(answer.status)) wrong(`is answered ${answer.status}`);
    });
  }
  yield check('without the scope', context.lesser ? [null] : [], async (_, ask) => {
    const values = await shared();
    const answer = await ask(request(context, values, good(context, values), { headers: [['Authorization', `Bearer ${context.lesser}`]] }), operation);
    if (answer.status !== 403) wrong(`is answered ${answer.status}`);
  });
}

// (d) Versions

function* preconditions(context) {
  const { operation, workshop, client } = context;
  const parameter = operation.headerParameters.find((one) => one.name === 'If-Match');
  if (!parameter) return;
  const target = once(async () => {
    const values = await workshop.fresh(operation.path);
    const there = operation.target(encoded(values)).replace(/\/(publish|unpublish|related-news|revisions\/\d+\/restore)$/, '');
    const answer = await client.send({ target: there });
    return { values, there, tag: answer.headers.get('etag'), before: answer.text };
  });
  const refusedWith = async (ask, headers, status) => {
    const { values, there, before, tag } = await target();
    const answer = await ask(request(context, values, good(context, values), { headers: headers(tag) }), operation);
    if (answer.status !== status) wrong(`If-Match: ${headers(tag).map(([, value]) => value)} is answered ${answer.status}, the ETag is ${tag}`);
    if (status === 400 && !JSON.parse(answer.text).errors?.some((error) => error.parameter === 'If-Match')) wrong(`errors[] does not name If-Match: ${answer.text.slice(0, 200)}`);
    if ((await client.send({ target: there })).text !== before) wrong('is refused, and something is changed');
  };
  if (parameter.required) yield check('If-Match: missing', [null], (_, ask) => refusedWith(ask, () => [['If-Match', null]], 428));
  yield check('If-Match: malformed', ['', 'x', '"', '"x', 'x"', '1', '*, *', '*,"x"', '"x" "y"', '"x",,x', '**', 'null'], (value, ask) => refusedWith(ask, () => [['If-Match', value]], 400));
  const stale = [(tag) => `"x${tag.slice(1)}`, () => '""', () => '"1"', () => '"9999999999-x"', (tag) => `W/${tag}`, () => '"a", "b"', (tag) => `"${tag.slice(1, -1).toUpperCase()}x", W/${tag}`, () => '"\'; DROP TABLE"'];
  yield check('If-Match: stale', stale, (make, ask) => refusedWith(ask, (tag) => [['If-Match', make(tag)]], 412));
  yield check('If-None-Match: what is there', [(tag) => tag, () => '*'], (make, ask) => refusedWith(ask, (tag) => [['If-Match', '*'], ['If-None-Match', make(tag)]], 412));
  yield check('If-Match: what was read, and then no more', [(tag) => tag, (tag) => `"x", ${tag}`, () => '*'], async (make, ask) => {
    const values = await workshop.fresh(operation.path);
    const there = operation.target(encoded(values)).replace(/\/(publish|unpublish|related-news|revisions\/\d+\/restore)$/, '');
    const tag = (await client.send({ target: there })).headers.get('etag');
    const send = () => ask(request(context, values, good(context, values), { headers: [['If-Match', make(tag)]] }), operation);
    const first = await send();
    if (!isDone(first) && first.status !== 409) wrong(`If-Match: ${make(tag)} is answered ${first.status}, the ETag is ${tag}: ${first.text.slice(0, 200)}`);
    const changed = (await client.send({ target: there })).headers.get('etag') !== tag;
    const second = await send();
    if (changed && make(tag) !== '*' && ![404, 410, 412].includes(second.status)) wrong(`the second time it is answered ${second.status}`);
  });
}

// (e) Doing once what is sent several times

function* repetitions(context) {
  const { operation, workshop } = context;
  if (!operation.headerParameters.some((one) => one.name === 'Idempotency-Key')) return;
  const key = () => ['Idempotency-Key', `"${workshop.mark}-${Math.random().toString(36).slice(2)}"`];
  yield check('Idempotency-Key: repeated', [null, null], async (_, ask) => {
    const values = await workshop.fresh(operation.path);
    const body = good(context, values);
    const own = key();
    const send = (sent, headers = [own]) => ask(request(context, values, sent, { headers }), operation);
    const first = await send(body);
    if (!isDone(first)) return void (first.status !== 409 && wrong(`is answered ${first.status}: ${first.text.slice(0, 200)}`));
    if (first.headers.has('idempotent-replayed')) wrong('the first answer says that it is a repetition');
    const [second, third] = await Promise.all([send(body), send(body)]);
    for (const again of [second, third].filter((one) => one.status !== 409)) {
      if (again.status !== first.status || again.text !== first.text) wrong(`the repetition is answered ${again.status} ${again.text.slice(0, 100)}, the first ${first.status} ${first.text.slice(0, 100)}`);
      if (again.headers.get('idempotent-replayed') !== 'true') wrong('the repetition does not say that it is one');
      for (const name of ['location', 'etag', 'content-type', 'content-language', 'last-modified']) if (again.headers.get(name) !== first.headers.get(name)) wrong(`the repetition has ${name} ${again.headers.get(name)}, the first ${first.headers.get(name)}`);
    }
    for (const other of [{ x: 1 }, `${JSON.stringify(body)} `, '{"a":', undefined].filter((one) => one !== body)) {
      const answer = await send(other);
      if (answer.status !== 422) wrong(`another body is answered ${answer.status}`);
    }
    // Without quotes it is the same key.
    const bare = await send(body, [[own[0], own[1].slice(1, -1)]]);
    if (bare.status !== first.status || bare.text !== first.text) wrong(`the key without quotes is answered ${bare.status}`);
  });
  yield check('Idempotency-Key: at the same time', [null, null], async (_, ask) => {
    const values = await workshop.fresh(operation.path);
    const asked = request(context, values, good(context, values), { headers: [key()] });
    const answers = await Promise.all([ask(asked, operation), ask(asked, operation), ask(asked, operation)]);
    const done = answers.filter(isDone);
    if (answers.some((answer) => !isDone(answer) && answer.status !== 409)) wrong(`is answered ${answers.map((answer) => answer.status)}`);
    if (new Set(done.map((answer) => answer.text)).size > 1 || done.filter((answer) => !answer.headers.has('idempotent-replayed')).length > 1) wrong('is done more than once');
  });
  yield check('Idempotency-Key: what was refused is tried anew', operation.bodies.length ? [null] : [], async (_, ask) => {
    const values = await workshop.fresh(operation.path);
    const own = key();
    refused(await ask(request(context, values, operation.takesDocuments ? '\0' : '{"x":', { headers: [own] }), operation), '');
    const answer = await ask(request(context, values, good(context, values), { headers: [own] }), operation);
    if (!isDone(answer) && answer.status !== 409) wrong(`is answered ${answer.status}: ${answer.text.slice(0, 200)}`);
  });
  yield check('Idempotency-Key: malformed', ['', '""', '"', '"a', 'a b', 'a,b', '"a", "b"', '"a"b', '"\\x"', 'a'.repeat(256), `"${'a'.repeat(256)}"`, 'a\tb'], async (value, ask) => {
    const values = await context.shared();
    const answer = await ask(request(context, values, good(context, values), { headers: [['Idempotency-Key', value]] }), operation);
    if (answer.status !== 400 || !JSON.parse(answer.text).errors?.some((error) => error.parameter === 'Idempotency-Key')) wrong(`is answered ${answer.status}: ${answer.text.slice(0, 200)}`);
  });
}

/** What holds while there are drafts, and when everything is taken away again. */
export async function* aftermath({ document, workshop, client, anonymous }) {
  const read = (operation, query) => operation.target({}, query);
  const articles = document.operations.find((one) => one.isList && one.queryParameters.some((parameter) => parameter.name === 'status'));
  if (articles) {
    const hidden = new Map();
    for (let cursor = null, first = true; first || cursor; first = false) {
      const page = JSON.parse((await client.send({ target: read(articles, [['status', 'draft'], ['limit', '100'], ...(cursor ? [['cursor', cursor]] : [])]) })).text);
      for (const item of page.items ?? []) hidden.set(item.id, item);
      cursor = page.nextCursor;
    }
    yield check('no list shows a draft', document.operations.filter((one) => one.isList && !one.needsKey && !one.pathParameters.length), async (operation, ask) => {
      let target = read(operation, [['limit', '100']]);
      while (target) {
        const page = JSON.parse((await ask({ target }, operation)).text);
        for (const item of page.items) {
          const id = operation === articles ? item.id : item.article?.id ?? item.articleId;
          if (hidden.has(id)) wrong(`shows the draft ${id}`);
        }
        target = page.nextCursor && read(operation, [['limit', '100'], ['cursor', page.nextCursor]]);
      }
    });
    const own = articles.path;
    const sample = [...hidden.values()].slice(0, 5).concat([...hidden.values()].slice(-5));
    yield check('no address shows a draft', sample.flatMap(({ id, slug }) => document.operations.filter((one) => one.method === 'GET' && !one.needsKey && one.path.startsWith(`${own}/{`)).flatMap((operation) => [id, slug].map((name) => ({ operation, name })))), async ({ operation, name }, ask) => {
      const values = Object.fromEntries(operation.pathParameters.map((parameter, index) => [parameter.name, index ? '1' : encode(name)]));
      const answer = await ask({ target: operation.target(values) }, operation);
      if (![404, 410].includes(answer.status)) wrong(`is answered ${answer.status}`);
    });
  }
  yield check('nothing is left for those without a key', [null], async () => {
    await workshop.tidy();
    const left = await workshop.leftOver();
    if (left) wrong(left);
  });
}
