// Things to write on. It makes them as the document says, and takes away in the end what the run made.
import { encode } from './encoding.mjs';
import { encoded } from './world.mjs';

export class Workshop {
  #made = 0;
  #makers = new Map();

  constructor(client, anonymous, document) {
    // Two runs on one server must not meet.
    this.mark = `fuzz-${Date.now().toString(36)}`;
    Object.assign(this, { client, anonymous, document });
  }

  /** Learns which operation makes what, and what there is before anything is written. */
  async prepare() {
    this.before = await this.#everything();
    this.shown = await this.#shown();
    // What can be done behind its request is: a document that is sent again makes no new article, but it is a new import.
    const making = this.document.operations.filter((one) => one.method === 'POST' && (one.responses.has('202') || one.responses.has('201')));
    for (const operation of making.sort((a, b) => a.pathParameters.length - b.pathParameters.length)) {
      const answer = await this.#make(operation);
      if (answer.status === 403) continue;
      const location = answer.headers.get('location');
      const place = this.document.operations.find((one) => one.method === 'GET' && valuesIn(one.path, location ?? ''));
      if (![201, 202].includes(answer.status) || !place) throw new Error(`${operation.id} with its example answers ${answer.status}, Location ${location}: ${answer.text.slice(0, 300)}`);
      this.#makers.set(place.path, operation);
    }
    this.ownKey = (this.before.get('/api/v1/keys') ?? []).find((key) => this.client.key.startsWith(`news_${key.prefix}_`));
  }

  /** Values for the parameters of a path that name something new, which nothing else writes on. */
  async fresh(path) {
    const last = [...path.matchAll(/\{(\w+)\}/g)].at(-1);
    if (!last) return {};
    const place = path.slice(0, last.index + last[0].length);
    const maker = this.#makers.get(place);
    if (maker) {
      const answer = await this.#make(maker);
      return valuesIn(place, answer.headers.get('location') ?? '') ?? fail(`${maker.id} answers ${answer.status}: ${answer.text.slice(0, 200)}`);
    }
    const outer = await this.fresh(place.slice(0, last.index - 1));
    const list = this.document.operations.find((one) => one.path === place.slice(0, last.index - 1) && one.isList) ?? fail(`nothing is known to make ${place}`);
    const [item] = JSON.parse((await this.client.send({ target: list.target(encoded(outer)) })).text).items;
    return { ...outer, [last[1]]: String(item[last[1]]) };
  }

  /** A body that does not collide with what there is: names are new, or those of what is changed. */
  fitted(body, values = {}) {
    if (!body || typeof body !== 'object' || Array.isArray(body)) return body;
    const name = `${this.mark}-${++this.#made}`;
    const fit = { ...body };
    if ('slug' in fit) fit.slug = values.slug ?? name;
    if ('name' in fit) fit.name = name;
    if ('aliases' in fit) fit.aliases = [`${name}-b`];
    if (Array.isArray(fit.items)) fit.items = fit.items.map((item) => this.fitted(item));
    return fit;
  }

  /** Headers that an operation can't do without. */
  headers(operation, mediaType = operation.bodies[0]?.mediaType) {
    return [
      ...(mediaType ? [['Content-Type', mediaType]] : []),
      ...operation.headerParameters.filter((parameter) => parameter.required).map((parameter) => [parameter.name, '*']),
    ];
  }

  /** Takes away what was not there before. What is in use stays; nobody sees it but with a key. */
  async tidy() {
    for (const [path, items] of [...await this.#everything()]) {
      const had = new Set((this.before.get(path) ?? []).map(name));
      const removal = this.document.operations.find((one) => one.method === 'DELETE' && one.path.replace(/\/\{\w+\}$/, '') === path);
      const [parameter] = removal?.pathParameters ?? [];
      for (const item of items.filter((one) => !had.has(name(one)) && one.status !== 'withdrawn')) {
        if (!parameter || (item.prefix !== undefined && item.prefix === this.ownKey?.prefix)) continue;
        await this.client.send({ method: 'DELETE', target: removal.target({ [parameter.name]: encode(name(item)) }), headers: this.headers(removal) });
      }
    }
  }

  /** What differs from before for those without a key; null when nothing does. */
  async leftOver() {
    const now = await this.#shown();
    for (const [path, items] of now) {
      const had = this.shown.get(path);
      if (JSON.stringify(had) !== JSON.stringify(items)) return `${path} shows ${items.length} items, before it showed ${had.length}: ${JSON.stringify(items.filter((item) => !had.some((old) => JSON.stringify(old) === JSON.stringify(item)))).slice(0, 300)}`;
    }
    return null;
  }

  /** Every item of every list that stands alone, as it is shown without a key: {path: items}. */
  #shown() { return this.#lists(this.anonymous, (one) => !one.needsKey, () => []); }

  /** The same with the key, of every status, of those lists whose items can be taken away. */
  #everything() {
    const removable = (path) => this.document.operations.some((one) => one.method === 'DELETE' && one.path.replace(/\/\{\w+\}$/, '') === path);
    return this.#lists(this.client, (one) => removable(one.path), (one) => (one.queryParameters.some((parameter) => parameter.name === 'status') ? [['status', 'any']] : []));
  }

  async #lists(client, wants, filter) {
    const lists = new Map();
    for (const operation of this.document.operations.filter((one) => one.isList && !one.pathParameters.length && wants(one))) {
      const items = [];
      for (let cursor = null, first = true; first || cursor; first = false) {
        const answer = await client.send({ target: operation.target({}, [...filter(operation), ['limit', '100'], ...(cursor ? [['cursor', cursor]] : [])]) });
        if (answer.status !== 200) break;
        const page = JSON.parse(answer.text);
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      lists.set(operation.path, items);
    }
    return lists;
  }

  async #make(operation) {
    const values = await this.fresh(operation.path);
    const body = operation.takesDocuments ? operation.bodies[0].example : JSON.stringify(this.fitted(operation.bodies[0].example));
    const prefer = operation.responses.has('202') ? [['Prefer', 'respond-async']] : [];
    return this.client.send({ method: 'POST', target: operation.target(encoded(values)), headers: [...this.headers(operation), ...prefer], body });
  }
}

const name = (item) => item.id ?? item.slug;
const fail = (message) => { throw new Error(message); };

/** The values of a path's parameters in an address; null when it is another path. */
export function valuesIn(path, address) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const match = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(address.replace(/^https?:\/\/[^/]+/, ''));
  return match && Object.fromEntries(names.map((one, index) => [one, decodeURIComponent(match[index + 1])]));
}
