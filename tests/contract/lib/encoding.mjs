// Percent-encoding, done right in every way that is right.
const UNRESERVED = /[A-Za-z0-9\-._~]/;
const QUERY_LITERALS = /[!$'()*,;:@/?]/;
const PATH_LITERALS = /[!$'()*+,;=:@]/;

/** Several right spellings of one text; index 0 is the plainest. */
export const QUERY_STYLES = [
  (text) => encode(text),
  (text) => encode(text).replaceAll('%20', '+'),
  (text) => encode(text, QUERY_LITERALS),
  (text) => encode(text).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
];
export const PATH_STYLES = [
  (text) => encode(text),
  (text) => encode(text, PATH_LITERALS),
  (text) => encode(text).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
];

export function encode(text, literals = null) {
  let out = '';
  for (const byte of Buffer.from(String(text), 'utf8')) {
    const character = String.fromCharCode(byte);
    out += UNRESERVED.test(character) || literals?.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/** Every byte as an escape, also letters and digits. */
export const encodeAll = (text) => [...Buffer.from(String(text), 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
