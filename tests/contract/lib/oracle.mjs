// What is asserted of an answer.
export class Wrong extends Error {}

export const wrong = (message) => { throw new Wrong(message); };

const SLOW = 5000;

const LEAKS = [
  [/^\s+at [\w.<>`]+\(/m, 'a stack trace'],
  [/\b(System|Microsoft|NewsApi)\.[A-Z]\w+/, 'a .NET name'],
  [/\.cs:line \d|\.cs\(\d+/, 'a source line'],
  [/\b\w+Exception\b/, 'an exception'],
  [/\bSQLite\b|\bSELECT\b.+\bFROM\b|\bno such (table|column)\b|\bEF ?Core\b/, 'SQL'],
];
// What of a Han character's code, also of one outside the basic plane, would look like as an escape.
const ESCAPED_HAN = /(?<!\\)(?:\\\\)*\\u(3[4-9a-f]|[4-9][0-9a-f]|f[9a]|d[89a-f])[0-9a-f]{2}/i;

/** Statuses that HTTP itself allows whatever the operation is. */
const ALWAYS = { overlongTarget: [414], largeHeaders: [431], method: [405, 501] };

export class Oracle {
  #types = new Map();

  constructor(client, document) {
    Object.assign(this, { client, document });
  }

  /** Everything that holds for every answer. `operation` null means an address the document does not describe. */
  async check(request, answer, operation, { allow = [] } = {}) {
    const { status, headers } = answer;
    if ([500, 501, 502, 503, 504].includes(status) && !allow.includes(status)) wrong(`answers ${status}: ${answer.text.slice(0, 300)}`);
    for (const [name, value] of headers.entries()) {
      if (/[^\x20-\x7E]/.test(value)) wrong(`the header ${name} has bytes that are not ASCII: ${JSON.stringify(value)}`);
    }
    if (answer.milliseconds > SLOW) wrong(`takes ${answer.milliseconds} ms`);
    if (headers.has('server')) wrong('the header Server names the software');
    if (headers.has('x-injected')) wrong('a header was injected');
    const large = [];
    if (Buffer.byteLength(request.target ?? '') > 4096) large.push(...ALWAYS.overlongTarget);
    if (JSON.stringify(request.headers ?? []).length > 16_384 || request.headers?.length > 64) large.push(...ALWAYS.largeHeaders);
    const documented = operation?.responses.get(String(status)) ?? operation?.responses.get(`${String(status)[0]}XX`);
    if (operation && !documented && ![...allow, ...large].includes(status)) wrong(`answers ${status}, which is not documented for ${operation.id}`);
    if (!operation && status >= 500 && !allow.includes(status)) wrong(`answers ${status}`);
    if (documented) this.#documented(request, answer, documented, operation);
    if (status >= 400) await this.problem(request, answer);
    if (status === 304 && answer.wire.length) wrong('304 has a body');
    if (request.method === 'HEAD' && answer.wire.length) wrong('HEAD has a body');
    return answer;
  }

  #documented(request, answer, response, operation) {
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      const { object, pointer } = this.document.resolve(header, `${response.pointer}/headers/${name}`);
      const value = answer.headers.get(name);
      if (value === null) {
        if (object.required) wrong(`the header ${name} is missing`);
        continue;
      }
      const { type } = this.document.resolve(object.schema).object;
      const error = this.document.invalid(`${pointer}/schema`, type === 'integer' ? Number(value) : value);
      if (error) wrong(`the header ${name}: ${JSON.stringify(value)} is not as documented: ${error}`);
    }
    const types = Object.keys(response.content ?? {});
    const mediaType = answer.headers.get('content-type')?.split(';')[0].trim().toLowerCase() ?? null;
    if (types.length && !types.some((type) => type.toLowerCase() === mediaType)) wrong(`${answer.status} is ${mediaType}, documented ${types.join(', ')}`);
    if (!types.length && answer.wire.length) wrong(`${answer.status} has a body, and none is documented`);
    if (!types.length || request.method === 'HEAD' || answer.isStream || !/json$/.test(mediaType)) return;
    const type = types.find((one) => one.toLowerCase() === mediaType);
    if (/charset=(?!utf-8)/i.test(answer.headers.get('content-type'))) wrong(`not UTF-8: ${answer.headers.get('content-type')}`);
    const value = this.json(answer);
    // Who picks members gets no others, be they required or not.
    const partial = answer.status === 200 && /[?&]fields=/.test(decodeURIComponentOrSelf(request.target ?? ''));
    const error = this.document.invalid(`${response.pointer}/content/${type.replaceAll('/', '~1').replaceAll('+', '%2B')}/schema`, value, { partial });
    if (error) wrong(`the body of ${operation.id} ${answer.status} is not as documented: ${error}`);
  }

  json(answer) {
    try {
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(answer.body);
    } catch {
      wrong('the body is not UTF-8');
    }
    if (ESCAPED_HAN.test(answer.text)) wrong(`the body writes Han characters as escapes: ${ESCAPED_HAN.exec(answer.text)[0]} …`);
    try {
      return JSON.parse(answer.text);
    } catch {
      return wrong(`the body is not JSON: ${JSON.stringify(answer.text.slice(0, 100))}`);
    }
  }

  /** RFC 9457. */
  async problem(request, answer) {
    const contentType = answer.headers.get('content-type');
    if (!/^application\/problem\+json(; *charset=utf-8)?$/i.test(contentType ?? '')) wrong(`${answer.status} is not a problem: Content-Type ${contentType}, ${answer.wire.length} bytes`);
    if (/public|max-age=[1-9]/.test(answer.headers.get('cache-control') ?? '')) wrong(`${answer.status} may be cached: ${answer.headers.get('cache-control')}`);
    if (answer.status === 405 && !/\bGET\b/.test(answer.headers.get('allow') ?? '')) wrong(`405 with Allow: ${answer.headers.get('allow')}`);
    if (request.method === 'HEAD') return null;
    const problem = this.json(answer);
    const schema = this.document.json.components?.schemas?.Problem && this.document.invalid('#/components/schemas/Problem', problem);
    if (schema) wrong(`the problem ${answer.status} is not as documented: ${schema}`);
    if (problem.status !== answer.status) wrong(`the problem says ${problem.status}, the status line ${answer.status}`);
    if (!problem.traceId) wrong('the problem has no traceId');
    for (const member of ['title', 'detail']) if (!problem[member]?.trim()) wrong(`the problem has no ${member}`);
    for (const member of ['type', 'instance']) if (!/^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(problem[member] ?? '')) wrong(`the problem's ${member} is no URI reference: ${JSON.stringify(problem[member])}`);
    // What the request itself says, the answer may repeat.
    const own = answer.text.split(/"instance":"[^"]*"/).join('');
    for (const [pattern, what] of LEAKS) {
      const found = pattern.exec(own)?.[0];
      if (found && !decodeURIComponentOrSelf(request.target ?? '').includes(found)) wrong(`the problem shows ${what}: ${found}`);
    }
    const type = await this.#resolves(problem.type);
    if (type !== 200) wrong(`the problem's type ${problem.type} answers ${type}`);
    return problem;
  }

  #resolves(type) {
    if (!this.#types.has(type)) {
      const target = type.startsWith('/') ? type : new URL(type, this.client.origin).pathname;
      this.#types.set(type, this.client.send({ target }).then((answer) => answer.status));
    }
    return this.#types.get(type);
  }

  /** What holds for a 200 to a GET as well. */
  good(answer, query) {
    for (const name of ['ETag', 'Cache-Control', 'Vary']) if (!answer.headers.has(name)) wrong(`200 without ${name}`);
    for (const name of ['Accept', 'Accept-Encoding']) {
      if (!answer.headers.get('vary').toLowerCase().split(/, */).includes(name.toLowerCase())) wrong(`Vary does not name ${name}: ${answer.headers.get('vary')}`);
    }
    if (answer.headers.get('x-content-type-options') !== 'nosniff') wrong('200 without X-Content-Type-Options: nosniff');
    if (!query || !/^application\/json\b/.test(answer.headers.get('content-type'))) return;
    const page = JSON.parse(answer.text);
    if (!Array.isArray(page.items)) return;
    const given = new Map(query);
    if (page.items.length > Number(given.get('limit') ?? 20)) wrong(`${page.items.length} items for limit ${given.get('limit') ?? 20}`);
    if ((given.get('total') === 'true') !== ('total' in page) || ('total' in page) !== ('totalIsExact' in page)) wrong(`total=${given.get('total')} gives total ${page.total}, totalIsExact ${page.totalIsExact}`);
    for (const item of page.items) {
      for (const [name, text] of query) {
        const value = decodeURIComponent(text.replaceAll('+', ' '));
        if (!passes(item, name, value)) wrong(`${name}=${value} lets ${item.id ?? item.slug ?? item.number} pass`);
      }
    }
    if ((page.nextCursor !== null) !== answer.headers.has('link')) wrong(`nextCursor is ${page.nextCursor}, and Link is ${answer.headers.get('link')}`);
  }
}

/** Whether an item is what the filter lets pass, as far as the item itself tells: members that were not picked tell nothing. */
function passes(item, name, value) {
  // Filters are about what is stored; of what is shown in another script, names and language are not that.
  if (item.converted && ['speaker', 'source', 'language'].includes(name)) return true;
  // A day is one of the site's time zone, which is not known here.
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value);
  const slack = isDay ? 14 * 3_600_000 : 0;
  const time = Date.parse(value);
  const at = Date.parse(item.publishedAt ?? item.article?.publishedAt);
  switch (name) {
    case 'kind': return item.kind === undefined || item.kind === value;
    case 'speaker': return item.speaker === undefined || item.speaker === value;
    case 'tag': return item.tags === undefined || item.tags.some((tag) => tag.slug === undefined || tag.slug === value.normalize('NFC'));
    case 'source': return item.source === undefined || (item.source && item.source.name === undefined) || item.source?.name === value;
    case 'language': return item.language === undefined || item.language === value || item.language.startsWith(`${value}-`);
    case 'ids': return item.id === undefined || value.split(',').includes(String(item.id));
    case 'from': return !(at + slack < time);
    case 'to': return !(at - slack >= time + (isDay ? 86_400_000 : 1000));
    case 'updatedSince': return !(Date.parse(item.updatedAt) + 1000 < time);
    default: return true;
  }
}

function decodeURIComponentOrSelf(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
