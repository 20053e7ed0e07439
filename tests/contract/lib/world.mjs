// What there is on the running server: real keys and ids, filter values that find something, and real cursors.
import { encode } from './encoding.mjs';

const MOST = 40;

export class World {
  constructor(client, document) {
    Object.assign(this, { client, document, lists: new Map(), paths: new Map(), cursors: [] });
  }

  async learn() {
    for (const operation of this.document.operations.filter((one) => one.method === 'GET' && this.#isOpen(one))) await this.realPaths(operation.path);
    for (const operation of this.document.operations.filter((one) => one.isList && this.#isOpen(one))) {
      for (const values of (await this.realPaths(operation.path)).slice(0, 3)) {
        const target = operation.target(encoded(values), [['limit', '1']]);
        const cursor = JSON.parse((await this.client.send({ target })).text).nextCursor;
        if (cursor) this.cursors.push({ operation, values, cursor, filter: [] });
      }
    }
    // Bound to a filter as well.
    for (const { operation, values } of [...this.cursors]) {
      for (const parameter of operation.queryParameters.filter((one) => !['limit', 'cursor', 'total'].includes(one.name))) {
        for (const value of this.valuesOf(operation, parameter).slice(0, 2)) {
          const filter = parameter.pairs(parameter.isArray ? [value] : value).map(([name, one]) => [name, encode(one)]);
          const answer = await this.client.send({ target: operation.target(encoded(values), [...filter, ['limit', '1']]) });
          const cursor = answer.status === 200 ? JSON.parse(answer.text).nextCursor : null;
          if (cursor) this.cursors.push({ operation, values, cursor, filter });
        }
      }
    }
  }

  /** What needs a key is closed to those who have none. */
  #isOpen(operation) { return !operation.needsKey || this.client.key !== null; }

  /** Values of the path's parameters that name something, as [{key: …}, …]. */
  async realPaths(path) {
    if (this.paths.has(path)) return this.paths.get(path);
    const last = [...path.matchAll(/\{(\w+)\}/g)].at(-1);
    let found = [{}];
    if (last) {
      found = [];
      // What /tags/{slug} can be, /tags lists.
      const list = path.slice(0, last.index - 1);
      for (const outer of await this.realPaths(list)) {
        for (const item of await this.items(list, outer)) {
          const names = { key: ['id', 'slug'], section: ['number', 'anchor'] }[last[1]] ?? [last[1]];
          found.push(...names.filter((name) => item[name] !== undefined).map((name) => ({ ...outer, [last[1]]: String(item[name]) })));
        }
      }
    }
    if (last && !found.length) {
      // Where no list tells, the document may.
      const operation = this.document.operations.find((one) => one.path === path && one.method === 'GET');
      const values = Object.fromEntries((operation?.pathParameters ?? []).map((parameter) => [parameter.name, String(parameter.examples[0])]));
      if (operation && this.#isOpen(operation) && (await this.client.send({ target: operation.target(encoded(values)) })).status === 200) found.push(values);
    }
    found = found.slice(0, MOST);
    this.paths.set(path, found);
    return found;
  }

  async items(path, values) {
    const operation = this.document.operations.find((one) => one.path === path && one.isList && this.#isOpen(one));
    if (!operation) return [];
    const target = operation.target(encoded(values), [['limit', '100']]);
    if (!this.lists.has(target)) {
      const answer = await this.client.send({ target });
      if (answer.status !== 200) throw new Error(`GET ${target} answers ${answer.status}`);
      this.lists.set(target, JSON.parse(answer.text).items);
    }
    return this.lists.get(target);
  }

  /** Values of a filter that find something: those that items of the list have. */
  valuesOf(operation, parameter) {
    const vocabulary = this.vocabularyOf(parameter);
    if (vocabulary) return vocabulary;
    const own = [...this.lists].filter(([target]) => operation.pathParameters.length
      ? operation.path.endsWith(target.split('?')[0].split('/').at(-1))
      : target.startsWith(`${operation.path}?`)).flatMap(([, items]) => items);
    const names = { ids: ['id'], tag: ['tags'], from: ['publishedAt'], to: ['publishedAt'], updatedSince: ['updatedAt'] }[parameter.name] ?? [parameter.name];
    const flat = own.flatMap((item) => names.map((name) => item[name] ?? item.article?.[name])).flat();
    return [...new Set(flat.filter((value) => value !== null && value !== undefined).map((value) => value.slug ?? value.name ?? value))];
  }

  /** The words of a closed vocabulary, where the document says that the values are the slugs of a list. */
  vocabularyOf(parameter) {
    const path = /: a slug of `([^`]+)`/.exec(parameter.definition.description ?? '')?.[1];
    const items = path && [...this.lists].find(([target]) => target.startsWith(`${path}?`))?.[1];
    return items ? items.map((item) => item.slug) : null;
  }

  async readVocabularies() {
    for (const operation of this.document.operations.filter((one) => one.isList && one.pathParameters.length === 0)) await this.items(operation.path, {});
  }
}

export const encoded = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encode(value)]));
