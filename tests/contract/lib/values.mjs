// Values for parameters: valid ones by the declared schema, and many kinds of invalid ones.
import fc from 'fast-check';
import { encode, encodeAll } from './encoding.mjs';

const HAN = ['烏', '克', '蘭', '俄', '羅', '斯', '𠮷', '㐂', '﨑'];
export const ALPHABETS = {
  plain: [...'abcXYZ019-_.~', ...HAN],
  punctuation: [...'+&=%#?/;:@!$\'()*,[]{}|\\^`"<> ', 'a', '1'],
  accents: ['é', 'e\u0301', 'ß', 'İ', 'ﬁ', 'Å', '가', '각', 'ก็'],
  invisible: ['\u200B', '\u200D', '\u2060', '\uFEFF', '\u202E', '\u2066', '\u00AD', '\u2028', '\u3000', '\u00A0', 'a'],
  beyondUnicode: ['\uFDD0', '\uFFFE', '\uFFFF', '\u{1FFFE}', '\uE000', '\u{10FFFF}', 'a'],
  replacement: ['\uFFFD', 'a'],
  controls: ['\t', '\n', '\r', '\x01', '\x1B', '\x7F', '\x80', '\x85', '\x9F', 'a'],
  spaces: [' '],
};

export const DATE_MIN = Date.UTC(1900, 0, 1);
export const DATE_MAX = Date.UTC(2100, 0, 1);
const DAY = 86_400_000;
const day = (time) => new Date(time).toISOString().slice(0, 10);

/** Sets of valid values of a parameter, by what is special about them: {label: {arbitrary, always: [values to try anyway]}}. */
export function validValues(parameter, real, vocabulary) {
  const kinds = {};
  const put = (label, arbitrary, always = []) => { kinds[label] = { arbitrary, always }; };
  if (parameter.examples.length) put('example', fc.constantFrom(...parameter.examples.flatMap((example) => (parameter.isArray && Array.isArray(example) ? [example] : [parameter.isArray ? [example] : example]))));
  const list = parameter.schema.uniqueItems ? fc.uniqueArray : fc.array;
  const one = (label, arbitrary, always = []) => put(label, parameter.isArray
    ? list(arbitrary, { minLength: Math.max(1, parameter.schema.minItems ?? 1), maxLength: Math.min(parameter.schema.maxItems ?? 5, 5) })
    : arbitrary, parameter.isArray ? always.map((value) => [value]) : always);
  if (real.length) one('real', fc.constantFrom(...real), real);
  if (parameter.schema.uniqueItems) put('mostItems', fc.shuffledSubarray(parameter.itemSchema.enum, { minLength: parameter.schema.maxItems }));
  else if (parameter.isArray && parameter.schema.maxItems) put('mostItems', single(parameter.alternatives[0]).map((value) => Array(parameter.schema.maxItems).fill(value)));
  if (vocabulary) return kinds;
  const edges = (label, ...texts) => {
    const fitting = texts.filter((text) => !parameter.invalid(parameter.isArray ? [text] : text));
    if (fitting.length) one(label, fc.constantFrom(...fitting), fitting);
  };
  for (const schema of parameter.alternatives) {
    if (schema.enum) one('enum', fc.constantFrom(...schema.enum));
    else if (schema.type === 'boolean') one('boolean', fc.boolean());
    else if (schema.type === 'integer') {
      const [low, high] = bounds(schema);
      one('integer', fc.oneof(fc.bigInt(low, high), fc.constantFrom(low, high)).map(String), [low, high].map(String));
    } else if (schema.format === 'date') {
      one('date', fc.integer({ min: 0, max: (DATE_MAX - DATE_MIN) / DAY }).map((days) => day(DATE_MIN + days * DAY)));
      edges('dateEdges', '0001-01-01', '1582-10-10', '2000-02-29', '2024-02-29', '9999-12-30', '9999-12-31');
    } else if (schema.format === 'date-time') {
      one('instant', instants(schema));
      edges('instantEdges', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00-00:00', '2024-02-29T12:00:00+14:00', '2025-06-02T08:00:00+23:59', '9999-12-31T23:59:59Z');
      edges('instantOutsideUtcYears', '0001-01-01T00:00:00+08:00', '9999-12-31T23:59:59-08:00');
      edges('instantLowerCase', '2025-06-02t08:00:00z', '2025-06-02T08:00:00z');
      edges('instantLongFraction', '2025-06-02T08:00:00.12345678Z', '2025-06-02T08:00:00.123456789012Z');
    } else if (parameter.name !== 'cursor') {
      const fits = (text) => !parameter.invalid(parameter.isArray ? [text] : text) && text !== '.' && text !== '..';
      for (const [alphabet, characters] of Object.entries(ALPHABETS)) {
        if (!characters.some((character) => fits(character) || fits(character.repeat(3)))) continue;
        one(alphabet, fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 8 }).filter(fits), characters.filter(fits));
      }
      if (/A-Za-z/.test(schema.pattern ?? '')) one('pattern', fc.stringMatching(new RegExp(schema.pattern)).filter(fits));
      if (schema.maxLength) {
        for (const [label, character] of [['longest', 'a'], ['longestHan', '烏'], ['longestAstral', '𠮷']]) {
          const text = character.repeat(schema.maxLength);
          if (fits(text)) put(label, fc.constant(parameter.isArray ? [text] : text));
        }
      }
    }
  }
  return kinds;
}

function single(schema) {
  if (schema.type === 'integer') return fc.bigInt(...bounds(schema)).map(String);
  return fc.constantFrom('a', '烏克蘭');
}

/** The least and the greatest; what a double rounded up is still the greatest of 64 bits. */
export function bounds(schema) {
  const most = 2n ** (schema.format === 'int32' ? 31n : 63n) - 1n;
  const high = schema.maximum === undefined ? most : BigInt(schema.maximum);
  return [BigInt(schema.minimum ?? -1_000_000), high > most ? most : high];
}

export function instants(schema) {
  return fc.record({
    time: fc.integer({ min: DATE_MIN / 1000, max: DATE_MAX / 1000 }),
    fraction: fc.constantFrom('', '.0', '.5', '.123', '.1234567'),
    offset: fc.constantFrom('Z', '+00:00', '-00:00', '+08:00', '-11:30', '+14:00'),
  }).map(({ time, fraction, offset }) => new Date(time * 1000).toISOString().slice(0, 19) + fraction + offset)
    .filter((text) => text.length <= (schema.maxLength ?? 99));
}

const DIGITS = ['１', '１０', '١٢', '१', '1２'];

/** Spellings that are invalid for the parameter, already encoded: {label: [text, …]}. */
export function invalidSpellings(parameter, real) {
  const kinds = {};
  const isQuery = parameter.in === 'query';
  // What the schema takes is not invalid; a list that is not exploded is split at its commas first.
  const bad = (texts) => texts.filter((text) => isInvalid(parameter, text));
  const put = (label, texts) => { if (texts.length) kinds[label] = texts; };
  const encodedBad = (label, texts) => put(label, bad(texts).map((text) => encode(text)));
  const [schema] = parameter.alternatives;
  const numeric = schema.type === 'integer';

  encodedBad('junk', ['abc', '-', '.', '*', '\'', '"', '<script>alert(1)</script>', '1 OR 1=1', '\'; DROP TABLE articles;--', '{{7*7}}', '${x}', '[]', '{}', '\\', 'a b', 'a/b', 'a?b', 'a#b', '../../etc/passwd'].filter((text) => isQuery || text !== '.'));
  encodedBad('wrongType', ['null', 'true1', 'undefined', 'NaN', 'Infinity', '1.0', '1e2', '0x10', '1_000', '1,', ',1', '1,,2', '1;2', '-1', '+1', ' 1', '1 ', '1\u00A0', '\u200B1', '1n']);
  if (numeric) {
    const [low, high] = bounds(schema);
    encodedBad('outOfRange', [String(low - 1n), String(high + 1n), '-9223372036854775808']);
    encodedBad('overflow', ['2147483648', '9223372036854775808', '18446744073709551616', '9'.repeat(40), `-${'9'.repeat(40)}`].filter((text) => BigInt(text) > high || BigInt(text) < low));
    put('leadingZero', ['01', '007', '0000000001', '00'].map((text) => encode(text)));
    encodedBad('otherDigits', DIGITS);
    put('plusAsSpace', isQuery ? ['+1', '1+', '%2B1'] : ['+1']);
  }
  if (schema.type === 'boolean') encodedBad('wrongBoolean', ['TRUE', 'True', 'FALSE', 'yes', 'no', 'on', 'off', '1', '0', 't', ' true', 'true ']);
  if (schema.enum) {
    encodedBad('notInEnum', schema.enum.flatMap((word) => [word.toUpperCase(), `${word} `, ` ${word}`, word.slice(0, -1), `${word}x`, `${word},${word}`]));
    put('enumUnescapedPlus', schema.enum.map((word) => `+${word}`));
  }
  if (parameter.alternatives.some((one) => /^date/.test(one.format ?? ''))) {
    encodedBad('notADate', ['2025-13-01', '2025-02-30', '2023-02-29', '2025-00-10', '2025-6-1', '20250601', '2025-06', '2025', '06/01/2025', 'yesterday', 'now', '1748736000', '+2025-06-01', '-2025-06-01', '12025-06-01', '2025-06-01 ', '２０２５-０６-０１']);
    encodedBad('notAnInstant', ['2025-06-01T00:00:00', '2025-06-01T00:00Z', '2025-06-01T24:00:01Z', '2025-06-01T25:00:00Z', '2025-06-01T00:60:00Z', '2025-06-01T00:00:61Z', '2025-06-01T00:00:00+25:00', '2025-06-01T00:00:00+0800', '2025-06-01T00:00:00+08', '2025-06-01T00:00:00.Z', '2025-06-01T00:00:00,5Z', '2025-06-01T00:00:00Z+08:00', '2025-06-01T00:00:00 UTC', '2025-06-01TT00:00:00Z']);
    put('unescapedPlus', ['2025-06-01T00:00:00+08:00']);
  }
  if (schema.maxLength && !/^date/.test(schema.format ?? '')) {
    encodedBad('tooLong', [schema.maxLength + 1, schema.maxLength + 50].flatMap((length) => ['a', '烏', 'é'].map((character) => character.repeat(length))));
    put('overlong', ['a'.repeat(10_240), encode('烏'.repeat(1200))]);
  } else put('overlong', ['1'.repeat(10_240), 'a'.repeat(10_240), '1'.repeat(5000)]);
  if (isQuery) put('null character', ['%00', 'a%00b']);
  put('controls', ['%01', '%08', '%0B', '%1B%5B2J', '%1F', 'a%0D%0AX-Injected:%201'].filter((text) => isInvalid(parameter, decodeURIComponent(text))));
  if (isQuery) put('lonePercent', ['%', 'a%', '%2', '%ZZ', '%u4e2d', '100%', '%%', '%2G']);
  else put('lonePercent', ['%', '1%', '%2', '%ZZ', '%u4e2d', '%%31']);
  put('invalidUtf8', ['%FF', '%C3%28', '%C3', '%E4%B8', '%ED%A0%80', '%C0%AF', '%F8%88%80%80%80', 'a%80', '%F4%90%80%80']);
  if (isQuery) {
    put('empty', ['']);
    put('noEquals', [null]);
  } else {
    put('needless', real.filter((value) => /[A-Za-z0-9]/.test(value)).map(encodeAll));
    put('encodedSlash', (real.length ? real : ['1']).flatMap((value) => [`${encode(value)}%2F`, `%2F${encode(value)}`, `${encode(value)}%2Fsections`, `..%2F${encode(value)}`, `${encode(value)}%5C`]));
    put('nearMiss', real.map((value) => encode(`${value} `)).concat(real.map((value) => encode(` ${value}`)), real.map((value) => `${encode(value)}%09`), real.map((value) => `${encode(value)}%E2%80%8B`)));
    put('otherNumber', real.filter((value) => /^\d+$/.test(value)).flatMap((value) => [`0${value}`, `%2B${value}`, `+${value}`, `${value}.0`, `0x${value}`, `-${value}`, `${value}e0`, encode(value.replace(/\d/g, (digit) => String.fromCharCode(0xFF10 + Number(digit))))]).concat('9223372036854775808', '18446744073709551617', '9'.repeat(40)));
  }
  if (isQuery && parameter.isArray && parameter.schema.maxItems && !parameter.explode) {
    put('tooMany', [Array(parameter.schema.maxItems + 1).fill('1').join(','), Array(1000).fill('1').join(',')]);
  }
  return kinds;
}

function isInvalid(parameter, text) {
  if (parameter.isArray && !parameter.explode) return text.split(',').some((one) => parameter.invalid([typed(parameter, one)]) !== null);
  const value = typed(parameter, text);
  return parameter.invalid(parameter.isArray ? [value] : value) !== null;
}

/** The text as the schema's type, where it is the one spelling of it. */
function typed(parameter, text) {
  const { type } = parameter.alternatives[0];
  if (type === 'integer' && /^-?(0|[1-9][0-9]*)$/.test(text)) {
    // Past the range of doubles' whole numbers, compare as what it is.
    const [low, high] = bounds(parameter.alternatives[0]);
    return BigInt(text) >= low && BigInt(text) <= high ? Number(text) : text;
  }
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
