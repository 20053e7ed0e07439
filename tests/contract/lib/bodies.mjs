// Bodies by the schemas of requests: one with every member, made-up ones, and many that are invalid in one place.
import fc from 'fast-check';
import { ALPHABETS, instants } from './values.mjs';

const WORDS = ['烏克蘭', '俄羅斯', '第二輪談判', '伊斯坦布爾', '𠮷', 'Kyiv', 'é', '2025', 'a b', 'İ', '가'];
const ADDRESSES = ['https://news.example/', 'https://news.example/a?b=c#d', 'http://[2001:db8::1]:8080/x', 'https://xn--fiq228c.example/%E7%83%8F'];
const LANGUAGES = ['zh-Hant', 'zh-Hans', 'zh', 'en', 'uk', 'und', 'zh-Hant-TW'];

/** Every schema that a value can be of, but for null. */
export function alternatives(document, schema) {
  const { object } = document.resolve(schema);
  const several = object.oneOf ?? object.anyOf;
  return several ? several.flatMap((one) => alternatives(document, one)) : object.type === 'null' ? [] : [object];
}

const typeOf = (schema) => [schema.type].flat().find((type) => type !== 'null');
const isNullable = (document, schema) => {
  const { object } = document.resolve(schema);
  return [object.type].flat().includes('null') || (object.oneOf ?? object.anyOf ?? []).some((one) => isNullable(document, one));
};

/** A value with every member; lists have an item of each kind. */
export function full(document, schema) { return filled(document, schema, () => true); }

/** A value with no member that may be absent. */
export function least(document, schema) { return filled(document, schema, (one, name) => one.required?.includes(name)); }

function filled(document, schema, wants) {
  const [one] = alternatives(document, schema);
  if (one.example !== undefined) return structuredClone(one.example);
  if (one.enum) return one.enum.find((word) => word !== null);
  switch (typeOf(one)) {
    case 'object': return Object.fromEntries(Object.entries(one.properties ?? {}).filter(([name]) => wants(one, name)).map(([name, member]) => [name, filled(document, member, wants)]));
    case 'array': return alternatives(document, one.items).map((item) => filled(document, item, wants));
    case 'boolean': return false;
    case 'integer': return one.minimum ?? 1;
    default: return 'a';
  }
}

/** Every place in a value of a schema: {pointer, path, schema}. */
export function* places(document, schema, value, path = []) {
  const several = alternatives(document, schema);
  const one = several.find((kind) => several.length === 1 || kind.properties?.type?.enum?.includes(value?.type));
  yield { pointer: pointerOf(path), path, schema: one };
  const members = Array.isArray(value) ? value.map((item, index) => [index, one.items, item])
    : value && typeof value === 'object' ? Object.entries(value).map(([name, member]) => [name, one.properties[name], member]) : [];
  for (const [name, member, inner] of members) yield* places(document, member, inner, [...path, name]);
}

const pointerOf = (path) => path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value with another one in one place. */
export function replaced(value, path, inner) {
  if (!path.length) return inner;
  const [name, ...rest] = path;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  // Assigning to __proto__ would make no member.
  Object.defineProperty(copy, name, { value: replaced(value[name], rest, inner), enumerable: true, configurable: true, writable: true });
  return copy;
}

/** Takes a few of many, at each place others, so that all have their turn. */
function turns() {
  const next = new Map();
  return (name, many, count) => {
    const from = next.get(name) ?? 0;
    next.set(name, from + count);
    return count >= many.length ? many : Array.from({ length: count }, (_, index) => many[(from + index) % many.length]);
  };
}

const without = (value, name) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
const at = (value, path) => path.reduce((inner, name) => inner[name], value);

/** Bodies that are invalid by the schema in one place: {label: [{text, pointer}]}. */
export function invalidBodies(document, body, value) {
  const kinds = {};
  const some = turns();
  const put = (label, place, inner, pointer = place.pointer) => {
    const changed = replaced(value, place.path, inner);
    if (document.invalid(body.pointer, changed)) (kinds[label] ??= []).push({ text: JSON.stringify(changed), pointer });
  };
  for (const place of places(document, body.schema, value)) {
    const { schema, pointer } = place;
    const inner = at(value, place.path);
    for (const other of some('kind', [null, true, 0, 'x', [], { x: 1 }, 1.5, '', [null], 1, 'true', {}, -1, [[]], '1', 1e300, 'null'], 6)) {
      if (JSON.stringify(other) !== JSON.stringify(inner)) put('of another kind', place, other);
    }
    switch (typeOf(schema)) {
      case 'object':
        for (const name of [...some('name', ['x', '', '__proto__', 'constructor', '$type', '$ref', '烏克蘭', 'a/b~c'], 3), ...Object.keys(schema.properties).flatMap((known) => some('spelling', [known.toUpperCase(), `${known} `, `${known}s`], 1))]) {
          put('unknown member', place, replaced(inner, [name], 1), `${pointer}${pointerOf([name])}`);
        }
        for (const name of schema.required ?? []) put('missing member', place, without(inner, name), `${pointer}/${name}`);
        break;
      case 'array':
        if (schema.maxItems) put('too many items', place, Array(schema.maxItems + 1).fill(least(document, schema.items)));
        for (const item of some('item', [null, 1, 'x', [], {}], 2)) put('an item of another kind', place, [...inner, item], `${pointer}/${inner.length}`);
        break;
      case 'integer':
        for (const number of [Number(schema.minimum) - 1, Number(schema.maximum) + 1, -1e10, 1e10]) put('out of range', place, number);
        break;
      case 'string':
        if (schema.enum) for (const word of ['', ...schema.enum.filter(Boolean).flatMap((known) => [known.toUpperCase(), `${known} `, `${known}x`, known.slice(1)])]) put('no word of the list', place, word);
        else if (schema.format) for (const text of ['', 'x', '2025-06-02', '2025-06-02T08:00:00', '2025-13-02T08:00:00Z', '2025-02-30T08:00:00Z', '2025-06-02T24:00:01Z', '2025-06-02T08:00:00+25:00', '2025-06-02T08:00:00Z ', '1748736000']) put('no time', place, text);
        else {
          if (schema.maxLength) for (const character of some('long', ['a', '𠮷', '烏'], schema.maxLength > 1000 ? 1 : 2)) put('too long', place, character.repeat(schema.maxLength + 1));
          for (const code of some('control', [0, 1, 8, 11, 12, 14, 27, 31], 2)) put('control character', place, `a${String.fromCharCode(code)}b`);
        }
        break;
    }
  }
  return kinds;
}

/** Texts that are no body of the schema although a lenient reader might take them for one: {label: [{text, pointer}]}; no pointer where any place is right. */
export function invalidTexts(document, body, value) {
  const kinds = {};
  const some = turns();
  const put = (label, text, pointer) => (kinds[label] ??= []).push({ text, pointer });
  // A mark is put where the text is to be, and then replaced in the JSON.
  const MARK = 'mark-of-the-place';
  const raw = (path, text) => JSON.stringify(replaced(value, path, MARK)).replace(JSON.stringify(MARK), () => text);
  for (const { path, pointer, schema } of places(document, body.schema, value)) {
    const inner = at(value, path);
    const text = JSON.stringify(inner);
    for (const number of some('number', ['NaN', 'Infinity', '-Infinity', '01', '+1', '.5', '1.', '0x10', '1_000', '1e', '--1', 'undefined', 'True', '\'x\'', 'nil', '#'], 2)) {
      if (typeOf(schema) !== 'object') put('no JSON', raw(path, number), '');
    }
    if (typeOf(schema) !== 'array' && some('deep', [true, false, false], 1)[0]) put('nested deeply', raw(path, `${'['.repeat(40)}${']'.repeat(40)}`), pointer);
    if (some('deeper', [true, false, false, false], 1)[0]) put('nested too deeply', raw(path, `${'['.repeat(200)}${']'.repeat(200)}`), '');
    if (typeOf(schema) === 'integer') for (const number of ['1e400', '-1e400', '9'.repeat(400), '1e-400', '0.1e0', '-0.5']) put('no such number', raw(path, number), pointer);
    if (typeOf(schema) === 'string') for (const half of some('half', ['\\ud800', '\\udc00', 'a\\uD83Cb', '\\ude00\\ud83d', '\\ud83d\\ud83d'], 2)) put('half a character', raw(path, `"${half}"`), pointer);
    if (inner && typeof inner === 'object' && !Array.isArray(inner)) {
      for (const name of Object.keys(inner).slice(0, 2)) {
        const escaped = `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}"`;
        for (const again of [JSON.stringify(name), escaped]) put('a member twice', raw(path, `${text.slice(0, -1)},${again}:null}`), `${pointer}/${name}`);
      }
      put('half a character in a name', raw(path, `${text.slice(0, -1)}${text === '{}' ? '' : ','}"\\ud800":1}`), pointer);
      put('no JSON', raw(path, `${text.slice(0, -1)},}`), '');
      put('no JSON', raw(path, `/* */${text}`), '');
    }
  }
  const text = JSON.stringify(value);
  for (const other of [`${text}x`, `${text}${text}`, `${text},`, text.slice(0, -1), text.slice(1), `[${text}`, `${text}\0`, `)]}',\n${text}`, `<x>${text}</x>`, 'x', '{', '[', '"', '{"', '{"a"', '{"a":', '\uFEFF\uFEFF{}', '\uFEFF x']) put('no JSON', other, '');
  for (const other of ['null', 'true', '0', '"x"', '[]', `[${text}]`, JSON.stringify(text), '[{}]']) if (document.invalid(body.pointer, JSON.parse(other))) put('another document', other, '');
  for (const depth of [100, 10_000, 200_000]) put('nested too deeply', `${'['.repeat(depth)}${']'.repeat(depth)}`, '');
  put('nested too deeply', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, '');
  for (const bytes of [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8]]) put('no UTF-8', Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from(',"x":"'), Buffer.from(bytes), Buffer.from('"}')]), '');
  put('no UTF-8', Buffer.from(text, 'utf16le'), '');
  return kinds;
}

/** Made-up bodies that are valid by the schema. Plain ones hold what people write, others anything that the schema allows. */
export function madeUp(document, world, schema, isPlain) {
  const of = (inner) => {
    const values = alternatives(document, inner).map((one) => made(one));
    return fc.oneof({ maxDepth: 4 }, ...(isNullable(document, inner) ? [{ arbitrary: fc.constant(null), weight: 1 }] : []), ...values.map((arbitrary) => ({ arbitrary, weight: 3 })));
  };
  const made = (one) => {
    if (one.enum) return fc.constantFrom(...one.enum.filter((word) => word !== null));
    switch (typeOf(one)) {
      case 'object': return fc.record(Object.fromEntries(Object.entries(one.properties ?? {}).map(([name, member]) => [name, of(member)])), { requiredKeys: one.required ?? [] });
      case 'array': return fc.array(of(one.items), { minLength: one.minItems ?? 0, maxLength: Math.min(one.maxItems ?? 3, Math.max(3, one.minItems ?? 0)) });
      case 'boolean': return fc.boolean();
      case 'integer': {
        const [low, high] = [Number(one.minimum ?? 0), Math.min(Number(one.maximum ?? 1e9), Number.MAX_SAFE_INTEGER)];
        return fc.oneof(fc.integer({ min: low, max: Math.min(high, low + 100) }), fc.constantFrom(low, high));
      }
      default: return text(one);
    }
  };
  const text = (one) => {
    if (one.format === 'date-time') return fc.oneof(instants(one), fc.constantFrom('0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2000-02-29T23:59:59.9999999+14:00', '2035-01-01T00:00:00Z'));
    const vocabulary = world.vocabularyOf({ definition: one });
    const about = one.description ?? '';
    const plain = vocabulary ? fc.constantFrom(...vocabulary)
      : /http or https/.test(about) ? fc.constantFrom(...ADDRESSES)
      : /BCP 47/.test(about) ? fc.constantFrom(...LANGUAGES)
      : fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(''));
    if (isPlain) return plain;
    const unit = fc.constantFrom(...Object.values(ALPHABETS).flat());
    // Composing, and what was composed, may have other lengths.
    const long = fc.constantFrom('a', '烏', '𠮷', 'e\u0301', '\u0958', '\uFB2C', '\u{1D160}').map((piece) => [...piece.repeat(one.maxLength ?? 100)].slice(0, one.maxLength ?? 100).join(''));
    const fits = (candidate) => [...candidate].length >= (one.minLength ?? 0) && [...candidate].length <= (one.maxLength ?? Infinity) && (!one.pattern || new RegExp(one.pattern, 'u').test(candidate));
    return fc.oneof({ arbitrary: plain, weight: 6 }, { arbitrary: fc.string({ unit, maxLength: 8 }), weight: 3 }, { arbitrary: long, weight: 1 }).filter(fits);
  };
  return of(schema);
}

/** The bytes of a document that was cut, doubled, mixed with what belongs elsewhere, or came in another encoding. */
export function damaged(example) {
  const pieces = ['<', '>', '&', '&#x0;', '&bomb;', '<!DOCTYPE x [<!ENTITY bomb "x">]>', '<![CDATA[', ']]>', '<script>x</script>', '<div>'.repeat(200), '</p>', '{', '}', '"', '\\', '[', '\u0000', '\uFFFF', '\u202E', '\uD83D', '。', '；', '：', '一、', '「', '2025年02月30日 25:61:61', '99月99日', '相關新聞：', '[視頻：', '影片：', '\n', '\n\n', '\t', '\uFEFF', '烏克蘭'.repeat(400)];
  return fc.tuple(
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 6 }))), { maxLength: 6 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom('utf8', 'utf8', 'utf8', 'utf16le', 'latin1'),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
  ).map(([insertions, end, encoding, flips]) => {
    let text = end < 0.2 ? example.slice(0, Math.floor(end * 5 * example.length)) : example;
    for (const [place, piece] of insertions) {
      const at = Math.floor(place * text.length);
      text = text.slice(0, at) + piece + text.slice(at);
    }
    const bytes = Buffer.from(text, encoding);
    for (const [place, byte] of bytes.length ? flips : []) bytes[Math.floor(place * (bytes.length - 1))] = byte;
    return bytes;
  });
}
