// The checks, one after another: {group, name, cases | arbitrary, body}. A body asks the server and throws what is wrong.
import fc from 'fast-check';
import { PATH_STYLES, QUERY_STYLES, encode, encodeAll } from './encoding.mjs';
import { membersOf, selections, trimmed, wrongSelections } from './fields.mjs';
import { wrong } from './oracle.mjs';
import { invalidSpellings, validValues } from './values.mjs';
import { encoded } from './world.mjs';

const UNKNOWN_NAMES = ['x', '_', 'zzzz', 'page', 'offset', 'api_key', 'callback', '$filter', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'filter.kind', 'page.limit', 'page.cursor', 'filter[kind]', 'kind[0]', 'tag[0]', 'tag[]', 'limit[]', '烏克蘭', '𠮷', 'a b', 'a%b', 'limit ', ' limit', 'limit\u200B', 'ｌｉｍｉｔ', 'limıt', 'key', 'id', 'slug', 'section', 'n'.repeat(99), 'n'.repeat(300), '烏'.repeat(150)];
const WRONG_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'GETX'];
const NOT_MODIFIED_HEADERS = ['etag', 'cache-control', 'vary', 'last-modified', 'content-location', 'expires'];
const SAME_FOR_HEAD = ['etag', 'content-length', 'content-type', 'content-encoding', 'last-modified', 'link', 'vary', 'cache-control', 'allow'];
const CLEAN = ['example', 'real', 'enum', 'boolean', 'integer', 'date', 'instant', 'plain', 'punctuation', 'pattern', 'selection'];
const quietly = (page) => JSON.parse(page.text);

export async function* checks({ client, document, world, oracle, other }) {
  yield* documents(document, other);
  for (const operation of document.operations) {
    const context = { operation, reals: await world.realPaths(operation.path), world, oracle, client, document };
    for (const kind of operation.method !== 'GET' || operation.needsKey ? [withoutKey] : operation.isStream ? [] : context.reals.length === 0 ? [secret] : [valid, fields, invalidQuery, invalidPath, protocol, lists]) {
      for (const one of kind(context)) yield { ...one, operation };
    }
  }
  yield* addresses({ client, document });
}

const check = (group, name, cases, body) => ({ group, name, cases, body });
/** The cases first, then made-up ones. */
const property = (group, name, arbitrary, body, share = 1, cases = []) => ({ group, name, cases, arbitrary, body, share });

// (a) Valid requests

function* valid({ operation, reals, world, oracle }) {
  const some = reals.slice(0, 6);
  const ok = async (ask, target, query) => {
    const answer = await ask({ target }, operation);
    if (answer.status !== 200) wrong(`a valid request is answered ${answer.status}: ${answer.text.slice(0, 400)}`);
    oracle.good(answer, query);
    return answer;
  };

  yield check('valid', 'real addresses', reals.flatMap((values) => PATH_STYLES.map((style) => [values, style])), ([values, style], ask) =>
    ok(ask, operation.target(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, style(value)])))));

  const examplePath = Object.fromEntries(operation.pathParameters.map((parameter) => [parameter.name, encode(parameter.examples[0] ?? '')]));
  const examples = operation.queryParameters.filter((parameter) => parameter.examples.length).map((parameter) => parameter.pairs(exampleOf(parameter)).map(([name, value]) => [name, encode(value)]));
  yield check('valid', 'documented examples', [[], examples.flat(), ...examples], (query, ask) => ok(ask, operation.target(examplePath, query), query));

  const kinds = new Map();
  for (const parameter of operation.queryParameters) {
    const real = world.valuesOf(operation, parameter);
    const values = validValues(parameter, real, parameter.name === 'fields' || world.vocabularyOf(parameter));
    if (parameter.name === 'fields') values.selection = { arbitrary: selections(membersOf(operation)).map(({ text }) => text), always: [] };
    if (parameter.name === 'cursor') for (const label of Object.keys(values)) if (label !== 'example') delete values[label];
    kinds.set(parameter, values);
    for (const [label, { arbitrary, always }] of Object.entries(values)) {
      const cases = always.flatMap((value) => QUERY_STYLES.slice(0, 2).map((style) => [some[0], inStyle(parameter, value, style)]));
      yield property('valid', `${parameter.name}: ${label}`, fc.tuple(fc.constantFrom(...some), spelled(parameter, arbitrary)), ([path, query], ask) =>
        ok(ask, operation.target(encoded(path), query), query), 0.4, cases);
    }
    yield check('valid', `${parameter.name}: finds what it is of`, world.vocabularyOf(parameter) ? [] : some.slice(0, 1).flatMap((path) => real.map((value) => [path, value])), async ([path, value], ask) => {
      const query = parameter.pairs(parameter.isArray ? [value] : value).map(([name, one]) => [name, encode(one)]);
      const answer = await ok(ask, operation.target(encoded(path), query), query);
      if (quietly(answer).items?.length === 0) wrong(`nothing is found for ${value}, which an item of this list has`);
    });
  }

  for (const parameter of operation.queryParameters.filter((one) => /BCP 47/.test(one.definition.description ?? ''))) {
    yield check('valid', `${parameter.name}: case does not matter (BCP 47)`, world.valuesOf(operation, parameter).flatMap((tag) => [tag.toLowerCase(), tag.toUpperCase()].map((other) => [tag, other])), async ([tag, other], ask) => {
      const answers = [];
      for (const value of [tag, other]) answers.push(quietly(await ok(ask, operation.target(encoded(some[0]), [[parameter.name, encode(value)]]), null)).items);
      if (JSON.stringify(answers[0]) !== JSON.stringify(answers[1])) wrong(`${tag} finds ${answers[0].length}, ${other} finds ${answers[1].length}`);
    });
  }

  if (operation.queryParameters.length) {
    const record = fc.record(Object.fromEntries([...kinds].filter(([, values]) => CLEAN.some((label) => values[label])).map(([parameter, values]) =>
      [parameter.name, spelled(parameter, fc.oneof(...CLEAN.filter((label) => values[label]).map((label) => values[label].arbitrary)))])), { requiredKeys: [] });
    yield property('valid', 'combinations', fc.tuple(fc.constantFrom(...some), record), ([path, parts], ask) => {
      if (parts.from && parts.to && !inOrder(parts.from, parts.to)) delete parts.to;
      if (parts.fields && parts.include && contradict(parts.fields, parts.include)) delete parts.include;
      // Other forms of an article have no members to pick.
      if (parts.fields && parts.format && parts.format[0][1] !== 'json') delete parts.format;
      const query = Object.values(parts).flat();
      return ok(ask, operation.target(encoded(path), query), query);
    }, 2);
  }

  for (const parameter of operation.pathParameters) {
    const values = validValues(parameter, [], null);
    for (const [label, { arbitrary, always }] of Object.entries(values)) {
      const cases = always.flatMap((value) => PATH_STYLES.slice(0, 2).map((style) => [some[0], value, style]));
      yield property('valid', `path ${parameter.name}: ${label}`, fc.tuple(fc.constantFrom(...some), arbitrary, fc.constantFrom(...PATH_STYLES)), async ([path, value, style], ask) => {
        const answer = await ask({ target: operation.target({ ...encoded(path), [parameter.name]: style(value) }) }, operation);
        if (![200, 308, 404, 410].includes(answer.status)) wrong(`a well-formed value that names nothing is answered ${answer.status}: ${answer.text.slice(0, 300)}`);
      }, 0.3, cases);
    }
  }
}

/** Whether one takes away what the other adds. */
function contradict([[, fields]], [[, include]]) {
  return decodeURIComponent(include).split(',').some((name) => new RegExp(`(^|,)-${name}(,|$)`).test(decodeURIComponent(fields)));
}

// Parts of answers

function* fields({ operation, reals, world }) {
  if (!operation.queryParameters.some((parameter) => parameter.name === 'fields')) return;
  const members = membersOf(operation);
  const included = operation.queryParameters.find((parameter) => parameter.name === 'include')?.itemSchema.enum ?? [];
  const whole = new Map();
  const paths = reals.slice(0, 6).map(encoded);
  yield property('fields', 'leave what trimming leaves', fc.tuple(fc.constantFrom(...paths), selections(members)), async ([path, selection], ask) => {
    const parts = included.filter((name) => selection.parts.has(name));
    const target = operation.target(path, parts.length ? [['include', parts.join(',')]] : []);
    if (!whole.has(target)) whole.set(target, quietly(await ask({ target }, operation)));
    const answer = await ask({ target: operation.target(path, [['fields', encode(selection.text)]]) }, operation);
    if (answer.status !== 200) wrong(`a valid request is answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    const all = whole.get(target);
    const expected = Array.isArray(all.items) && 'nextCursor' in all ? { ...all, items: trimmed(all.items, selection, members) } : trimmed(all, selection, members);
    if (JSON.stringify(expected) !== JSON.stringify(quietly(answer))) wrong(`shows ${answer.text.slice(0, 300)}, not ${JSON.stringify(expected).slice(0, 300)}`);
  }, 4);
  yield check('fields', 'what is included is part of each item', included, async (name, ask) => {
    const { items } = quietly(await ask({ target: operation.target(paths[0], [['include', name]]) }, operation));
    if (!items.every((item) => name in item)) wrong(`an item has no ${name}`);
  });
  yield check('fields', 'a cursor goes on with other members', world.cursors.filter((one) => one.operation === operation && !one.filter.length).slice(0, 3), async ({ values, cursor }, ask) => {
    const answer = await ask({ target: operation.target(encoded(values), [['cursor', cursor], ['fields', [...members.names.keys()][0]]]) }, operation);
    if (answer.status !== 200) wrong(`a valid request is answered ${answer.status}: ${answer.text}`);
  });
  for (const [label, texts] of Object.entries(wrongSelections(members))) {
    yield check('invalid', `fields: ${label}`, texts, async ({ text, says }, ask) => {
      const problem = await refused(ask, operation, operation.target(paths[0], [['fields', encode(text)]]), 'fields');
      if (says && !problem?.errors.some((error) => error.detail.includes(says))) wrong(`${text} is refused without ${says}: ${problem?.errors[0].detail}`);
    });
  }
}

function exampleOf(parameter) {
  const [example] = parameter.examples;
  return parameter.isArray && !Array.isArray(example) ? [example] : example;
}

/** Name-value pairs of a parameter, the values encoded in one of the right ways. */
function spelled(parameter, arbitrary) {
  return fc.tuple(arbitrary, fc.constantFrom(...QUERY_STYLES)).map(([value, style]) => inStyle(parameter, value, style));
}

function inStyle(parameter, value, style) {
  return parameter.pairs(value).map(([name, one]) => [name, parameter.isArray && !parameter.explode ? one.split(',').map(style).join(',') : style(one)]);
}

/** Whether `to` is well behind `from`, whatever the site's time zone. */
function inOrder([[, from]], [[, to]]) {
  const time = (text) => Date.parse(decodeURIComponent(text).replace(/t/, 'T').replace(/z/, 'Z'));
  return time(to) - time(from) > 2 * 86_400_000;
}

// (b) Invalid requests

async function refused(ask, operation, target, name, { spellings = [name], statuses = [400] } = {}) {
  const answer = await ask({ target }, operation);
  if (answer.status === 414 && target.length > 4096) return null;
  if (!statuses.includes(answer.status)) wrong(`an invalid request is answered ${answer.status}: ${answer.text.slice(0, 200)}`);
  const problem = quietly(answer);
  if (!problem.errors?.some((error) => spellings.some((spelling) => error.parameter === spelling))) wrong(`errors[] does not name ${JSON.stringify(name)}: ${JSON.stringify(problem.errors ?? problem.detail).slice(0, 300)}`);
  return problem;
}

function* invalidQuery({ operation, reals, world }) {
  if (!reals.length) return;
  const path = encoded(reals[0]);
  const names = operation.queryParameters.map((parameter) => parameter.name);
  const target = (query) => operation.target(path, query);

  for (const parameter of operation.queryParameters) {
    const real = world.valuesOf(operation, parameter);
    for (const [label, spellings] of Object.entries(invalidSpellings(parameter, real))) {
      yield check('invalid', `${parameter.name}: ${label}`, spellings, (text, ask) => refused(ask, operation, target([[parameter.name, text]]), parameter.name));
    }
    const good = real[0] ?? (parameter.examples.length ? [exampleOf(parameter)].flat()[0] : 'true');
    const pair = [parameter.name, encode(good)];
    if (!(parameter.isArray && parameter.explode)) {
      yield check('invalid', `${parameter.name}: repeated`, [[pair, pair], [pair, [parameter.name, '']], [pair, [parameter.name, null]], [pair, pair, pair]], (query, ask) => refused(ask, operation, target(query), parameter.name));
    } else if (parameter.schema.maxItems) {
      yield check('invalid', `${parameter.name}: tooMany`, [parameter.schema.maxItems + 1, 200], (count, ask) => refused(ask, operation, target(Array(count).fill(pair)), parameter.name));
      yield check('invalid', `${parameter.name}: one of several empty`, [[pair, [parameter.name, '']], [[parameter.name, null], pair]], (query, ask) => refused(ask, operation, target(query), parameter.name));
    }
    const cases = [...new Set([parameter.name.toUpperCase(), parameter.name[0].toUpperCase() + parameter.name.slice(1), parameter.name.toLowerCase()])].filter((name) => name !== parameter.name);
    const suggested = async (name, ask) => {
      const problem = await refused(ask, operation, target([[name, encode(good)]]), name);
      const { detail } = problem.errors.find((error) => error.parameter === name);
      if (!detail.includes(parameter.name)) wrong(`${name} is not told from ${parameter.name}: ${detail}`);
    };
    yield check('invalid', `${parameter.name}: name in wrong case`, cases, suggested);
    yield check('invalid', `${parameter.name}: name in wrong case beside the right one`, cases.flatMap((name) => [[pair, [name, encode(good)]], [[name, encode(good)], pair]]), (query, ask) =>
      refused(ask, operation, target(query), 'the wrong name', { spellings: [...cases, parameter.name] }));
    const typos = [parameter.name.slice(0, -1), `${parameter.name}x`, parameter.name.slice(1)].filter((name) => name.length > 2 && !names.includes(name));
    yield check('invalid', `${parameter.name}: name with a typo`, typos, suggested);
    yield check('invalid', `${parameter.name}: value spoilt by what follows`, [';total=true', '?total=true', '%26total=true', '&amp;total=true'], async (tail, ask) => {
      const answer = await ask({ target: target([[parameter.name, encode(good) + tail]]) }, operation);
      const isOpen = parameter.alternatives.some((schema) => schema.type === 'string' && !schema.format && !schema.enum) && parameter.name !== 'cursor' && !world.vocabularyOf(parameter);
      if (answer.status !== 400 && !(isOpen && !tail.startsWith('&amp;'))) wrong(`an invalid request is answered ${answer.status}`);
    });
    yield check('invalid', `${parameter.name}: needless escapes`, [[pair[0], encodeAll(good)], [encodeAll(parameter.name), pair[1]]], async (query, ask) => {
      const answer = await ask({ target: target([query]) }, operation);
      if (answer.status === 400) return;
      const plain = await ask({ target: target([pair]) }, operation);
      if (answer.status !== plain.status || answer.text !== plain.text) wrong('is answered unlike the same without escapes');
    });
    if (world.vocabularyOf(parameter)) {
      const [word] = real;
      yield check('invalid', `${parameter.name}: unknown word`, ['nope', 'DEMANDS', `${word}s`, `${word}x`, word.toUpperCase(), `${word}${word}`, '俄', '%', '_', 'null'].filter((one) => !real.includes(one)), async (one, ask) => {
        const problem = await refused(ask, operation, target([[parameter.name, encode(one)]]), parameter.name);
        if (one === `${word}x` && !problem.errors[0].detail.includes(word)) wrong(`the nearest valid word is not named: ${problem.errors[0].detail}`);
      });
    }
  }

  yield check('invalid', 'unknown names', UNKNOWN_NAMES.filter((name) => !names.includes(name)), async (name, ask) => {
    const problem = await refused(ask, operation, target([[encode(name), '1']]), name, { spellings: [name, `${[...name].slice(0, 100).join('')}…`] });
    const { detail } = problem.errors[0];
    const suggestion = /did you mean ([\w.]+)\?/.exec(detail)?.[1];
    if (suggestion && ![...suggestion].some((letter) => name.toLowerCase().includes(letter.toLowerCase()))) wrong(`${name} has no letter of what it is thought to mean: ${detail}`);
    if (suggestion && !names.includes(suggestion)) wrong(`suggests ${suggestion}, which is no parameter`);
  });
  yield property('invalid', 'made-up names', fc.string({ unit: fc.constantFrom(...'abcdefgLIMT_-.[]$烏𠮷'), minLength: 1, maxLength: 12 }).filter((name) => !names.includes(name)), (name, ask) =>
    refused(ask, operation, target([[encode(name), '1']]), name), 0.5);
  yield check('invalid', 'odd names', ['%00=1', '%01=1', 'a%0D%0AX-Injected:1=1', '%FF=1', '%C3%28=1', '%=1', '%ZZ=1', '=1', 'x', `${'x'.repeat(5000)}=1`, `${'%E7%83%8F'.repeat(800)}=1`, '%E2%80%AE=1', '%F0%A0%AE%B7=1'], async (query, ask) => {
    const answer = await ask({ target: `${behind(target([]), query)}` }, operation);
    if (answer.status !== 400 && !(answer.status === 414 && query.length > 4096)) wrong(`an invalid request is answered ${answer.status}`);
    if (answer.status === 400 && !quietly(answer).errors?.length) wrong('errors[] is missing');
  });
  yield check('invalid', 'many at once', [120, 1000], async (count, ask) => {
    const answer = await ask({ target: target(Array.from({ length: count }, (_, index) => [`x${index}`, '1'])) }, operation);
    if (answer.status !== 400 && answer.status !== 414) wrong(`an invalid request is answered ${answer.status}`);
  });
  yield check('valid', 'empty query', ['?', '?&', '?&&'], async (query, ask) => {
    const answer = await ask({ target: target([]) + query }, operation);
    if (![200, 400].includes(answer.status)) wrong(`is answered ${answer.status}`);
  });

  if (names.includes('from') && names.includes('to')) {
    yield check('invalid', 'to before from', [['2025-06-10', '2025-06-01'], ['2025-06-10T00:00:00Z', '2025-06-01'], ['2025-06-10', '2025-06-01T00:00:00%2B08:00'], ['2025-06-01T00:00:01Z', '2025-06-01T00:00:00Z'], ['9999-12-30', '0001-01-01']], ([from, to], ask) =>
      refused(ask, operation, target([['from', from], ['to', to]]), 'to', { spellings: ['to', 'from'] }));
    yield check('valid', 'to equal to from', ['2025-06-01', '2025-06-01T00:00:00Z', '2025-06-01T00:00:00%2B08:00'], async (time, ask) => {
      const answer = await ask({ target: target([['from', time], ['to', time]]) }, operation);
      if (answer.status !== 200) wrong(`a valid request is answered ${answer.status}: ${answer.text}`);
    });
  }

  if (operation.isList) {
    const [own] = world.cursors.filter((one) => one.operation === operation && !one.filter.length);
    const donor = own ?? world.cursors[0];
    const cursorIs = (cursor, filter, ask, values = path) => refused(ask, operation, operation.target(values, [...filter, ['cursor', cursor]]), 'cursor');
    if (donor) {
      const { cursor } = donor;
      const swap = (at) => cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      const damaged = [...Array.from({ length: cursor.length }, (_, at) => swap(at)), ...Array.from({ length: cursor.length - 1 }, (_, at) => cursor.slice(0, at + 1)), ...[...'A-_'].map((tail) => cursor + tail), `A${cursor}`, cursor + cursor, cursor.toLowerCase(), cursor.toUpperCase(), [...cursor].reverse().join(''), 'A', 'AAAA', '_'.repeat(500), 'A'.repeat(500), Buffer.from('["1"]').toString('base64url'), Buffer.from('null').toString('base64url'), Buffer.from([255, 254, 0]).toString('base64url')].filter((one) => one !== cursor);
      yield check('invalid', 'cursor: damaged', damaged, (one, ask) => cursorIs(one, [], ask));
      yield check('invalid', 'cursor: other alphabets', [`${cursor}=`, `${cursor}==`, `${cursor}%3D`, `${cursor}%20`, `${cursor}%0A`, `+${cursor}`, `${cursor},${cursor}`, `${cursor}%00`], (one, ask) => cursorIs(one, [], ask));
    }
    yield check('invalid', 'cursor: of another list', world.cursors.filter((one) => one.operation !== operation || JSON.stringify(one.values) !== JSON.stringify(reals[0])), ({ cursor }, ask) => cursorIs(cursor, [], ask));
    if (own) {
      const filters = operation.queryParameters.filter((parameter) => !['limit', 'cursor', 'total'].includes(parameter.name)).flatMap((parameter) => world.valuesOf(operation, parameter).slice(0, 2).map((value) => parameter.pairs(parameter.isArray ? [value] : value).map(([name, one]) => [name, encode(one)])));
      yield check('invalid', 'cursor: with another filter', filters, (filter, ask) => cursorIs(own.cursor, filter, ask));
      yield check('invalid', 'cursor: without its filter', world.cursors.filter((one) => one.operation === operation && one.filter.length), ({ cursor, values }, ask) => cursorIs(cursor, [], ask, encoded(values)));
      yield check('valid', 'cursor: with another limit', ['1', '2', '100'], async (limit, ask) => {
        const answer = await ask({ target: operation.target(encoded(own.values), [['cursor', own.cursor], ['limit', limit], ['total', 'true']]) }, operation);
        if (answer.status !== 200) wrong(`a valid request is answered ${answer.status}: ${answer.text}`);
      });
    }
  }
}

function* invalidPath({ operation, reals }) {
  if (!reals.length) return;
  for (const parameter of operation.pathParameters) {
    const real = [...new Set(reals.map((values) => values[parameter.name]))];
    for (const [label, spellings] of Object.entries(invalidSpellings(parameter, real))) {
      yield check('invalid', `path ${parameter.name}: ${label}`, spellings, async (text, ask) => {
        const answer = await ask({ target: operation.target({ ...encoded(reals[0]), [parameter.name]: text }) }, operation);
        if (answer.status < 400) wrong(`an invalid path is answered ${answer.status}`);
      });
    }
  }
  const [plain] = operation.target(encoded(reals[0])).split('?');
  const segments = plain.split('/');
  // A server may take dots out of an address (RFC 3986, 5.2.4), but then it answers as for the address without them.
  yield check('invalid', 'path: dot segments', segments.slice(2).flatMap((_, index) => ['..', '.', '%2e%2e', '.%2E', '%2e'].map((dots) => {
    const before = segments.slice(0, index + 2);
    return { raw: [...before, 'x', dots, ...segments.slice(index + 2)].join('/'), meant: dots.replace(/%2e/gi, '.') === '..' ? plain : [...before, 'x', ...segments.slice(index + 2)].join('/') };
  })), async ({ raw, meant }, ask) => {
    const answer = await ask({ target: raw }, null);
    if (answer.status < 400 && answer.text !== (await ask({ target: meant }, null)).text) wrong(`is answered ${answer.status}, unlike ${meant}`);
  });
  yield check('invalid', 'path: other spellings', [plain.toUpperCase(), `${plain}/`, `/${plain}`, plain.replace('/v1', '//v1'), plain.replace('/api', '/%61pi'), plain.replace('/v1/', '/v%31/'), `${plain}%20`, `${plain};a=b`, `${plain}/.`, `${plain}%2F`, `${plain}//`, plain.replace('/v1/', '/v1%5C'), plain.replace('/v1/', '/v2/'), `${plain}.json`], async (raw, ask) => {
    const answer = await ask({ target: raw }, null);
    if (answer.status === 200 && answer.text !== (await ask({ target: plain }, null)).text) wrong('is answered 200, unlike the address it is a spelling of');
  });
  yield check('invalid', 'path: long', [9_000, 20_000, 60_000, 200_000], async (length, ask) => {
    const answer = await ask({ target: `${plain}/${'a'.repeat(length)}` }, null);
    if (![404, 414].includes(answer.status)) wrong(`is answered ${answer.status}`);
  });
}

/** One more parameter behind an address, which may have some already. */
function behind(target, query) {
  return `${target}${target.includes('?') ? '&' : '?'}${query}`;
}

// (c) The protocol around it

function* protocol({ operation, reals, oracle, document }) {
  if (!reals.length) return;
  const path = encoded(reals[0]);
  const queries = [[], ...operation.queryParameters.filter((parameter) => parameter.examples.length).map((parameter) => parameter.pairs(exampleOf(parameter)).map(([name, value]) => [name, encode(value)]))];
  const targets = queries.map((query) => operation.target(path, query));
  const [target] = targets;
  const bad = [behind(target, 'nope=1'), behind(target, 'limit=0'), ...operation.pathParameters.map((parameter) => operation.target({ ...path, [parameter.name]: '999999999' }))];
  const describes = new Set(document.operations.filter((one) => one.path === operation.path).map((one) => one.method));

  yield check('protocol', 'wrong methods', WRONG_METHODS.filter((method) => !describes.has(method)).flatMap((method) => [null, '', '{}', '{"a":', 'x'.repeat(70_000)].map((body) => [method, body])).filter(([method, body]) => method !== 'TRACE' || body === null), async ([method, body], ask) => {
    const headers = body === null ? [] : [['Content-Type', 'application/json']];
    const answer = await ask({ method, target, headers, body }, null, { allow: [501] });
    if (method === 'OPTIONS' && [200, 204].includes(answer.status)) return;
    if (![405, 501].includes(answer.status)) wrong(`${method} is answered ${answer.status}`);
    if (answer.status === 405 && !/\bHEAD\b/.test(answer.headers.get('allow'))) wrong(`Allow does not name HEAD: ${answer.headers.get('allow')}`);
  });
  // Methods are told from each other by case (RFC 9110, 9.1).
  yield check('protocol', 'methods in lower case', ['get', 'Get', 'head', 'post'], async (method, ask) => {
    const answer = await ask({ method, target }, null, { allow: [501] });
    if (![400, 405, 501].includes(answer.status)) wrong(`${method} is answered ${answer.status}`);
  });
  yield check('protocol', 'method overrides', ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'], async (name, ask) => {
    const answer = await ask({ target, headers: [[name, 'DELETE']] }, operation);
    if (answer.status !== 200) wrong(`is answered ${answer.status}`);
  });
  yield check('protocol', 'GET with a body', ['{}', 'x'.repeat(70_000)], async (body, ask) => {
    const answer = await ask({ target, headers: [['Content-Type', 'application/json']], body }, operation, { allow: [413, 415] });
    if (![200, 400, 413, 415].includes(answer.status)) wrong(`is answered ${answer.status}`);
  });

  const accepted = [null, '*/*', 'application/*', 'application/json', 'application/json;q=0.1', 'APPLICATION/JSON', 'application/json; charset=utf-8', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json, text/plain, */*', 'image/png, application/json;q=0.5', '*/*;q=0.001'];
  const isJson = Object.keys(operation.responses.get('200')?.content ?? {}).includes('application/json');
  yield check('protocol', 'Accept that takes JSON', isJson ? accepted : [null, '*/*', '*/*;q=0.001'], async (accept, ask) => {
    const answer = await ask({ target, headers: accept === null ? [] : [['Accept', accept]] }, operation);
    if (answer.status !== 200) wrong(`is answered ${answer.status}`);
  });
  yield check('protocol', 'Accept that refuses JSON', ['image/png', 'application/x-nope', 'video/*', 'application/json;q=0', 'image/png;q=1, image/*'], async (accept, ask) => {
    const answer = await ask({ target, headers: [['Accept', accept]] }, operation);
    if (answer.status !== 406) wrong(`Accept: ${accept} is answered ${answer.status} ${answer.headers.get('content-type')}`);
  });
  yield check('protocol', 'Accept that is garbage', ['', '/', '///', 'json', ',,,', ';q=1', 'application/json;q=9', 'application/json;q=abc', 'a/b,'.repeat(2000), '*/*;'.repeat(1000)], async (accept, ask) => {
    const answer = await ask({ target, headers: [['Accept', accept]] }, operation);
    if (![200, 400, 406].includes(answer.status)) wrong(`is answered ${answer.status}`);
  });
  yield check('protocol', 'errors whatever is accepted', bad.flatMap((one) => ['image/png', 'text/html', 'application/problem+json', '*/*'].map((accept) => [one, accept])), async ([one, accept], ask) => {
    const answer = await ask({ target: one, headers: [['Accept', accept]] }, operation);
    if (answer.status < 400) wrong(`is answered ${answer.status}`);
  });

  const junkTag = fc.oneof(fc.string({ unit: fc.constantFrom(...'abcXYZ019-_./+,:; '), maxLength: 12 }).map((text) => `"${text}"`), fc.constantFrom('W/"x"', '""', 'W/""'));
  const listOf = (own) => fc.tuple(fc.array(junkTag, { maxLength: 3 }), own, fc.array(junkTag, { maxLength: 3 }), fc.constantFrom(', ', ',', ' , ', ',\t', ',,'), fc.boolean());
  const conditional = (name, own, makes) => property('protocol', `If-None-Match ${name}`, fc.tuple(fc.constantFrom(...targets), listOf(own)), async ([one, [before, mine, after, comma, separately]], ask) => {
    const first = await ask({ target: one }, operation);
    const tag = first.headers.get('etag');
    const tags = [...before, ...(mine ? [mine(tag)] : []), ...after];
    const headers = separately ? tags.map((given) => ['If-None-Match', given]) : [['If-None-Match', tags.join(comma)]];
    const expected = makes ? 304 : 200;
    const answer = await ask({ target: one, headers }, operation);
    if (answer.status !== expected) wrong(`If-None-Match: ${tags.join(comma)} is answered ${answer.status}, the ETag is ${tag}`);
    for (const header of NOT_MODIFIED_HEADERS) {
      if (expected === 304 && answer.headers.get(header) !== first.headers.get(header)) wrong(`304 has ${header}: ${answer.headers.get(header)}, 200 has ${first.headers.get(header)}`);
    }
    if (expected === 304 && answer.headers.has('content-type')) wrong('304 has a Content-Type');
  }, 0.6);
  yield conditional('with the tag among others', fc.constantFrom((tag) => tag, (tag) => (tag.startsWith('W/') ? tag : `W/${tag}`)), true);
  yield conditional('with other tags', fc.constant(null), false);
  yield check('protocol', 'If-None-Match *', ['*', ' * '], async (value, ask) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask({ method, target, headers: [['If-None-Match', value]] }, operation);
      if (answer.status !== 304) wrong(`is answered ${answer.status}`);
    }
  });
  yield check('protocol', 'If-None-Match * on errors', bad, async (one, ask) => {
    const answer = await ask({ target: one, headers: [['If-None-Match', '*']] }, operation);
    if (answer.status < 400) wrong(`is answered ${answer.status}`);
  });
  yield check('protocol', 'If-None-Match garbage', ['', 'x', '"', '"unclosed', 'w/"x"', 'W/', ',', ',,,', '**', '"a" "b"', '"a\tb"', `${'"x",'.repeat(3000)}"y"`, 'null', '0'], async (value, ask) => {
    const answer = await ask({ target, headers: [['If-None-Match', value]] }, operation);
    if (answer.status !== 200) wrong(`is answered ${answer.status}`);
  });
  yield check('protocol', 'If-Modified-Since', [[0, 304, 0], [86_400_000, 304, 0], [-1000, 200, 0], [-86_400_000 * 400, 200, 0], [0, 304, 1], [0, 304, 2], [-86_400_000, 200, 1], [-86_400_000, 200, 2]], async ([shift, expected, form], ask) => {
    const first = await ask({ target }, operation);
    const modified = first.headers.get('last-modified');
    const date = dateForms(new Date(Date.parse(modified ?? '2025-06-02T00:00:00Z') + shift))[form];
    const answer = await ask({ target, headers: [['If-Modified-Since', date]] }, operation);
    if (answer.status !== (modified ? expected : 200)) wrong(`If-Modified-Since: ${date} is answered ${answer.status}, Last-Modified is ${modified}`);
    const both = await ask({ target, headers: [['If-Modified-Since', date], ['If-None-Match', '"other"']] }, operation);
    if (both.status !== 200) wrong(`a failing If-None-Match with If-Modified-Since is answered ${both.status}`);
  });
  yield check('protocol', 'If-Modified-Since garbage', ['', 'x', '0', '-1', '2025-06-02T00:00:00Z', 'Mon, 99 Jun 2025 00:00:00 GMT', 'Mon, 02 Jun 99999 00:00:00 GMT', 'Mon, 02 Jun 2025 00:00:00 +0800 GMT', '9'.repeat(1000)], async (value, ask) => {
    const answer = await ask({ target, headers: [['If-Modified-Since', value]] }, operation);
    if (answer.status !== 200) wrong(`is answered ${answer.status}`);
  });
  yield check('protocol', 'other conditions and ranges', [['If-Match', '*'], ['If-Match', '"x"'], ['If-Unmodified-Since', 'x'], ['If-Unmodified-Since', 'Mon, 02 Jun 1997 00:00:00 GMT'], ['Range', 'bytes=0-0'], ['Range', 'bytes=x'], ['If-Range', '"x"'], ['Expect', 'nope'], ['Content-Length', '0'], ['Cache-Control', 'only-if-cached'], ['Accept-Language', 'zz;q=9'], ['Origin', 'null'], ['Origin', 'https://elsewhere.example'], ['Authorization', 'Basic !'], ['Cookie', '='], ['X-Forwarded-For', '\'; DROP'], ['X-Forwarded-Host', 'evil.example'], ['traceparent', '00-0-0-0'], ['Upgrade', 'websocket'], ['Connection', 'x, , y'], ['TE', 'garbage;;']], async (header, ask) => {
    const answer = await ask({ target, headers: [header] }, operation, { allow: [206, 400, 401, 412, 416, 417] });
    if (![200, 206, 400, 401, 412, 416, 417].includes(answer.status)) wrong(`is answered ${answer.status}`);
    if (answer.text.includes('evil.example') || answer.headers.get('link')?.includes('evil.example')) wrong('the answer repeats X-Forwarded-Host, which nobody vouches for');
    if (header[0] === 'Origin' && answer.headers.get('access-control-allow-origin') !== '*') wrong(`Access-Control-Allow-Origin is ${answer.headers.get('access-control-allow-origin')}`);
  });
  yield check('protocol', 'JSON is UTF-8 whatever is accepted', ['utf-16', 'iso-8859-1', 'utf-32;q=1, utf-8;q=0.5', 'utf-8;q=0', 'gb18030', '*', 'nope'].flatMap((charset) => [target, bad[0]].map((one) => [charset, one])), async ([charset, one], ask) => {
    const plain = await ask({ target: one }, operation);
    for (const header of [['Accept-Charset', charset], ['Accept', `application/json; charset=${charset.split(';')[0]}, */*;q=0.1`]]) {
      const answer = await ask({ target: one, headers: [header] }, operation);
      if (answer.status === 406) continue;
      if (/charset=(?!utf-8)/i.test(answer.headers.get('content-type'))) wrong(`${header.join(': ')} is answered in ${answer.headers.get('content-type')}`);
      if (answer.status !== plain.status || (plain.status === 200 && !answer.wire.equals(plain.wire))) wrong(`${header.join(': ')} is answered ${answer.status} with other bytes`);
    }
  });
  // Bytes from 0x80 are allowed in field values and in entity tags (RFC 9110, 5.5 and 8.8.3).
  yield check('protocol', 'headers that are not ASCII', ['X-Name', 'User-Agent', 'Referer', 'Cookie', 'Accept', 'Accept-Encoding', 'If-None-Match', 'If-Modified-Since', 'Authorization'].flatMap((name) => ['\u00E9\u00FF', '"\u00E7\u0083\u008F"'].map((value) => [name, value])), async (header, ask) => {
    const answer = await ask({ target, headers: [header] }, operation, { allow: [401] });
    if (![200, 400, 401, 406].includes(answer.status)) wrong(`is answered ${answer.status}`);
  });
  yield check('protocol', 'CORS preflight', ['GET', 'HEAD'], async (method, ask) => {
    const answer = await ask({ method: 'OPTIONS', target, headers: [['Origin', 'https://elsewhere.example'], ['Access-Control-Request-Method', method], ['Access-Control-Request-Headers', 'if-none-match']] }, null);
    if (![200, 204].includes(answer.status) || answer.headers.get('access-control-allow-origin') !== '*') wrong(`is answered ${answer.status}, Access-Control-Allow-Origin ${answer.headers.get('access-control-allow-origin')}`);
  });

  yield check('protocol', 'HEAD as GET', [...targets, ...bad, behind(target, 'a=%FF')].flatMap((one) => [[], [['Accept-Encoding', 'br']], [['Accept-Encoding', 'gzip']], [['Accept', 'image/png']]].map((headers) => [one, headers])), async ([one, headers], ask) => {
    const get = await ask({ target: one, headers }, operation);
    const head = await ask({ method: 'HEAD', target: one, headers }, operation);
    if (head.status !== get.status) wrong(`HEAD is answered ${head.status}, GET ${get.status}`);
    for (const header of SAME_FOR_HEAD) {
      // What a problem's trace id is decides how long it is when compressed.
      if (header === 'content-length' && (get.status >= 400 || !get.headers.has(header)) && !head.headers.has(header)) continue;
      if (header === 'content-length' && get.status >= 400 && get.headers.has('content-encoding')) continue;
      if (head.headers.get(header) !== get.headers.get(header)) wrong(`HEAD has ${header}: ${head.headers.get(header)}, GET has ${get.headers.get(header)}`);
    }
    if (get.status === 200) {
      const again = await ask({ method: 'HEAD', target: one, headers: [...headers, ['If-None-Match', get.headers.get('etag')]] }, operation);
      if (again.status !== 304) wrong(`HEAD with the ETag of GET is answered ${again.status}`);
    }
  });

  const codings = ['br', 'gzip', 'br, gzip', 'gzip, deflate, br, zstd', 'gzip;q=0.5, br;q=1', 'br;q=0, gzip', 'identity', 'gzip;q=0', '*', '*;q=0.1', 'identity, *;q=0', 'GZIP', 'x-gzip', '', 'nope', 'gzip;q=', 'gzip;q=99', ',,;;', 'br;q=0.001', 'gzip, '.repeat(1000), 'identity;q=0, br', 'deflate'];
  yield check('protocol', 'Accept-Encoding', codings.flatMap((coding) => [target, bad[0]].map((one) => [coding, one])), async ([coding, one], ask) => {
    const plain = await ask({ target: one }, operation);
    const answer = await ask({ target: one, headers: [['Accept-Encoding', coding]] }, operation);
    const used = answer.headers.get('content-encoding');
    if (plain.headers.has('content-encoding')) wrong('is compressed without being asked to');
    if (answer.status !== plain.status && !(answer.status === 406 && /q=0\b/.test(coding))) wrong(`is answered ${answer.status}`);
    if (answer.status === 200 && answer.text !== plain.text) wrong('decompresses to another text');
    if (used && !new RegExp(`(^|[, ])(${used}|\\*)(?! *; *q=0(\\.0*)?(,|$| ))`, 'i').test(coding)) wrong(`Accept-Encoding: ${coding} is answered with ${used}`);
    if (/^(br|gzip)$/.test(coding) && plain.status === 200 && plain.wire.length > 4000 && used !== coding) wrong(`${plain.wire.length} bytes are not compressed with ${coding}`);
    if (used && !/accept-encoding/i.test(answer.headers.get('vary') ?? '')) wrong('is compressed without Vary: Accept-Encoding');
    if (used && answer.status === 200 && answer.headers.get('etag') === plain.headers.get('etag') && !answer.headers.get('etag').startsWith('W/')) wrong('has the same strong ETag compressed and not compressed');
    if (answer.status === 200) {
      const again = await ask({ target: one, headers: [['Accept-Encoding', coding], ['If-None-Match', answer.headers.get('etag')]] }, operation);
      if (again.status !== 304) wrong(`with its own ETag it is answered ${again.status}`);
      if (again.headers.get('etag') !== answer.headers.get('etag')) wrong('304 has another ETag than 200');
    }
  });

  const many = (count, size = 1) => Array.from({ length: count }, (_, index) => [`X-Filler-${index}`, 'v'.repeat(size)]);
  yield check('protocol', 'huge headers', [['one of 40 KB', many(1, 40_960), 431], ['150 fields', many(150), 431], ['150 of one name', Array(150).fill(['X-Filler', 'v']), null], ['60 fields', many(60), 200], ['8 of 2 KB', many(8, 2048), 200], ['a name of 40 KB', [['X'.repeat(40_960), 'v']], 431], ['a cookie of 40 KB', [['Cookie', `a=${'b'.repeat(40_960)}`]], 431], ['a condition of 40 KB', [['If-None-Match', `${'"x", '.repeat(8192)}"y"`]], 431], ['Accept of 40 KB', [['Accept', `${'a/b, '.repeat(8192)}*/*`]], 431]], async ([what, headers, expected], ask) => {
    const answer = await ask({ target, headers }, operation);
    if (answer.status !== expected && !(expected === null && [200, 431].includes(answer.status))) wrong(`${what}: is answered ${answer.status}`);
    if (answer.status === 200) oracle.good(answer);
  });
}

// Lists

function* lists({ operation, reals, world, client }) {
  if (!operation.isList) return;
  const filters = [[], ...operation.queryParameters.filter((parameter) => !['limit', 'cursor', 'total'].includes(parameter.name)).flatMap((parameter) =>
    [...world.valuesOf(operation, parameter).slice(0, 3), ...(parameter.schema.enum ?? [])].map((value) => parameter.pairs(parameter.isArray ? [value] : value).map(([name, one]) => [name, encode(one)])))];
  const walks = reals.slice(0, 4).flatMap((values) => filters.flatMap((filter) => [1, 2, 3, 7].map((limit) => ({ values, filter, limit }))));
  yield check('lists', 'walking nextCursor and Link', walks, async ({ values, filter, limit }, ask) => {
    const path = encoded(values);
    const whole = quietly(await ask({ target: operation.target(path, [...filter, ['limit', '100'], ['total', 'true']]) }, operation));
    if (!whole.items) wrong(`is no list: ${JSON.stringify(whole).slice(0, 200)}`);
    if (whole.nextCursor === null && whole.total !== whole.items.length) wrong(`total is ${whole.total}, there are ${whole.items.length}`);
    const byCursor = [];
    let target = operation.target(path, [...filter, ['limit', String(limit)]]);
    for (let pages = 0; ; pages++) {
      if (pages > whole.items.length + 2) wrong('does not end');
      const answer = await ask({ target }, operation);
      const page = quietly(answer);
      if (answer.status !== 200) wrong(`a page is answered ${answer.status}: ${answer.text.slice(0, 200)}`);
      byCursor.push(...page.items);
      const link = answer.headers.get('link');
      if ((link === null) !== (page.nextCursor === null)) wrong(`nextCursor is ${page.nextCursor}, Link is ${link}`);
      if (page.nextCursor === null || byCursor.length >= 100) break;
      if (page.items.length !== limit) wrong(`${page.items.length} items on a page of ${limit} that is not the last`);
      const [, url] = /^<([^>]+)>; rel="next"$/.exec(link) ?? wrong(`Link is ${link}`);
      if (/^https?:/.test(url) && new URL(url).origin !== client.origin) wrong(`Link leads elsewhere: ${url}`);
      const byLink = url.replace(/^https?:\/\/[^/]+/, '');
      const next = operation.target(path, [...filter, ['limit', String(limit)], ['cursor', page.nextCursor]]);
      const followed = await ask({ target: byLink }, operation);
      if (followed.status !== 200) wrong(`Link ${byLink} is answered ${followed.status}`);
      if (followed.text !== (await ask({ target: next }, operation)).text) wrong(`Link ${byLink} shows another page than nextCursor`);
      target = pages % 2 ? byLink : next;
    }
    const key = (items) => items.slice(0, 100).map((item) => JSON.stringify(item));
    if (new Set(key(byCursor)).size !== key(byCursor).length) wrong('an item is repeated');
    if (JSON.stringify(key(byCursor)) !== JSON.stringify(key(whole.items))) wrong(`pages of ${limit} give ${byCursor.length} items, one page of 100 gives ${whole.items.length}, or in another order`);
  });
}

// Operations that need a key

function* withoutKey({ operation, reals }) {
  if (!operation.needsKey) return;
  const target = operation.target(encoded(reals[0] ?? Object.fromEntries(operation.pathParameters.map((parameter) => [parameter.name, String(parameter.examples[0] ?? 1)]))));
  const keys = [null, 'Bearer', 'Bearer x', 'Basic eDp5', `Bearer ${'a'.repeat(5000)}`];
  yield check('keys', 'without a right key', keys.flatMap((key) => [null, '{}', '{"a":', '[]'].map((body) => [key, body])), async ([key, body], ask) => {
    const headers = [...(key === null ? [] : [['Authorization', key]]), ...(body === null ? [] : [['Content-Type', 'application/json']])];
    const answer = await ask({ method: operation.method, target, headers, body }, operation);
    if (answer.status !== 401) wrong(`is answered ${answer.status}`);
    if (!answer.headers.has('www-authenticate')) wrong('401 without WWW-Authenticate');
  });
}

// Operations whose addresses nobody is told

function* secret({ operation }) {
  const guesses = ['x', '1', '0', '烏克蘭', 'a'.repeat(43), 'A'.repeat(43), 'a'.repeat(200), ...operation.pathParameters.flatMap((parameter) => parameter.examples.map(String))];
  yield check('secrets', 'guessed', guesses, async (guess, ask) => {
    const answer = await ask({ target: operation.target(encoded(Object.fromEntries(operation.pathParameters.map((parameter) => [parameter.name, guess])))) }, operation);
    if (answer.status !== 404) wrong(`is answered ${answer.status}`);
  });
}

// Addresses that are not described, and requests that are no HTTP

function* addresses({ client, document }) {
  const nowhere = ['/nope', '/api', '/api/', '/api/v1', '/api/v1/', '/api/v1/nope', '/api/v2/articles', '/api/v1/articles/1/nope', '/api/v1/articles/1/sections/1/nope', '/api/v1/%E7%83%8F', '/api/v1/%FF', '/api/v1/..%2F..%2Fetc%2Fpasswd', '/..%5c..%5cweb.config', '/appsettings.json', '/.git/config', '/news.db', '/problems/nope', '/problems/', '/problems/..%2Fnope', '/%'];
  yield check('addresses', 'unknown', nowhere, async (target, ask) => {
    for (const headers of [[], [['Accept', 'text/html']], [['Accept-Encoding', 'br']]]) {
      const answer = await ask({ target, headers }, null);
      if (![400, 404].includes(answer.status)) wrong(`is answered ${answer.status}`);
    }
    for (const method of ['HEAD', 'POST', 'DELETE', 'OPTIONS']) {
      const answer = await ask({ method, target }, null);
      if (![400, 404, 405].includes(answer.status)) wrong(`${method} is answered ${answer.status}`);
    }
  });
  yield check('addresses', 'null characters', ['/%00', '/api/v1/%00', '/api/v1/articles/%00', '/api/v1/articles%00?limit=1', '/problems/%00'], async (target, ask) => {
    // The web server refuses them before the application is asked, without a body.
    const answer = await ask.bytes(`GET ${target} HTTP/1.1\r\nHost: ${client.authority}\r\n\r\n`);
    if (![400, 404].includes(answer.status)) wrong(`is answered ${answer.status}`);
  });
  yield check('addresses', 'documents and pages', ['/openapi/v1.json', '/openapi/v1-3.0.json', '/health/live', '/health/ready'], async (target, ask) => {
    const get = await ask({ target }, null);
    const head = await ask({ method: 'HEAD', target }, null);
    if (get.status !== 200 || head.status !== 200) wrong(`GET is answered ${get.status}, HEAD ${head.status}`);
    if (head.headers.get('content-type') !== get.headers.get('content-type')) wrong('HEAD has another Content-Type than GET');
    const post = await ask({ method: 'POST', target, body: '{}' }, null);
    if (post.status !== 405) wrong(`POST is answered ${post.status}`);
  });
  yield check('addresses', 'absolute and other forms of the target', [`${client.origin}/api/v1/tags`, '*', 'api/v1/tags', `/api/v1/tags#x`, '/api/v1/tags?limit=1#x'].flatMap((target) => ['GET', 'OPTIONS'].map((method) => ({ target, method }))), async ({ target, method }, ask) => {
    const answer = await ask.bytes(`${method} ${target} HTTP/1.1\r\nHost: ${client.authority}\r\n\r\n`);
    if (answer.status >= 500) wrong(`is answered ${answer.status}`);
  });
  const head = `Host: ${client.authority}\r\n`;
  const [first] = document.operations;
  const raw = [`GET ${first.path} HTTP/1.1\r\n\r\n`, `GET ${first.path} HTTP/9.9\r\n${head}\r\n`, `GET ${first.path}\r\n\r\n`, `GET  ${first.path} HTTP/1.1\r\n${head}\r\n`, `GET ${first.path}?a=\x01 HTTP/1.1\r\n${head}\r\n`, `GET ${first.path}?a=\xE7\x83\x8F HTTP/1.1\r\n${head}\r\n`, `GET /\xFF HTTP/1.1\r\n${head}\r\n`, `GET ${first.path} HTTP/1.1\r\n${head}${head}\r\n`, `GET ${first.path} HTTP/1.1\r\nHost: a b\r\n\r\n`, `GET ${first.path} HTTP/1.1\r\n${head}X\x01: y\r\n\r\n`, `GET ${first.path} HTTP/1.1\r\n${head}No colon\r\n\r\n`, `GET ${first.path} HTTP/1.1\r\n${head}X: a\x00b\r\n\r\n`, `GET ${first.path} HTTP/1.1\r\n${head}Content-Length: x\r\n\r\n`, `GET ${first.path} HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n`, `\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\r\n\r\n`];
  yield check('addresses', 'no HTTP', raw, async (bytes, ask) => {
    const answer = await ask.bytes(bytes);
    if (answer.status >= 500 && answer.status !== 505) wrong(`is answered ${answer.status}`);
  });
}

// The documents themselves

function* documents(document, other) {
  const outline = (one) => Object.fromEntries(one.operations.map((operation) => [`${operation.method} ${operation.path}`, {
    operationId: operation.definition.operationId,
    parameters: operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}${parameter.required ? ' required' : ''} ${parameter.schema.type ?? ''} ${parameter.schema.maxLength ?? ''} ${parameter.schema.pattern ?? ''} ${(parameter.schema.enum ?? []).join('|')}`),
    responses: [...operation.responses].map(([status, response]) => `${status} ${Object.keys(response.content ?? {})} ${Object.keys(response.headers ?? {})}`),
  }]));
  yield check('documents', '3.0 describes what 3.1 does', [null], () => {
    const [one, two] = [outline(document), outline(other)];
    if (!/^3\.1\./.test(document.json.openapi) || !/^3\.0\./.test(other.json.openapi)) wrong(`versions are ${document.json.openapi} and ${other.json.openapi}`);
    for (const operation of new Set([...Object.keys(one), ...Object.keys(two)])) {
      if (JSON.stringify(one[operation]) !== JSON.stringify(two[operation])) wrong(`${operation} differs: ${JSON.stringify(one[operation])} and ${JSON.stringify(two[operation])}`);
    }
    // 3.0 writes a list of words that may be null where it is used, and has no name for it.
    const [schemas, others] = [document.json.components.schemas, other.json.components.schemas];
    const alone = [...Object.keys(schemas).filter((name) => !others[name] && !schemas[name].enum), ...Object.keys(others).filter((name) => !schemas[name])];
    if (alone.length > 0) wrong(`only one has ${alone.join(', ')}`);
  });
  yield check('documents', 'examples are valid', document.operations.flatMap((operation) => operation.parameters.map((parameter) => ({ operation, parameter }))), ({ operation, parameter }) => {
    for (const example of parameter.examples) {
      const error = parameter.invalid(parameter.isArray && !Array.isArray(example) ? [example] : example);
      if (error) wrong(`${operation.id} ${parameter.name}: the example ${JSON.stringify(example)} is not valid: ${error}`);
    }
  });
  yield check('documents', 'every parameter has an example', document.operations.flatMap((operation) => operation.parameters.map((parameter) => ({ operation, parameter }))), ({ operation, parameter }) => {
    if (!parameter.examples.length) wrong(`${operation.id} ${parameter.name} has no example`);
  });
}

function dateForms(date) {
  const imf = date.toUTCString();
  const [, weekday, day, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(imf);
  const long = { Mon: 'Monday', Tue: 'Tuesday', Wed: 'Wednesday', Thu: 'Thursday', Fri: 'Friday', Sat: 'Saturday', Sun: 'Sunday' }[weekday];
  return [imf, `${long}, ${day}-${month}-${year.slice(2)} ${time} GMT`, `${weekday} ${month} ${String(Number(day)).padStart(2, ' ')} ${time} ${year}`];
}
