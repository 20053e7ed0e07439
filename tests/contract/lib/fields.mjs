// Selections of members, as `fields` takes them: right ones, wrong ones, and what each leaves of an answer.
import fc from 'fast-check';
import { alternatives } from './bodies.mjs';

/** The members of what an operation answers, or of each item of its list: {names: Map of name to members or null, discriminator}. */
export function membersOf(operation) {
  const { document } = operation;
  const schema = operation.responses.get('200')?.content?.['application/json']?.schema;
  if (!schema) return null;
  const [answer] = alternatives(document, schema);
  return read(document, answer.properties?.nextCursor ? answer.properties.items : answer);
}

function read(document, schema) {
  const kinds = alternatives(document, schema);
  if (kinds[0]?.type === 'array' || kinds[0]?.type?.includes?.('array')) return read(document, kinds[0].items);
  const names = new Map(kinds.flatMap((kind) => Object.entries(kind.properties ?? {})).map(([name, member]) => [name, read(document, member)]));
  return names.size ? { names, discriminator: kinds.length > 1 ? 'type' : null } : null;
}

/** Right selections, as {text, parts: Map of name to selection or true, away: Set, all}. */
export function selections(members, depth = 3) {
  const names = [...members.names.keys()];
  const part = (name) => {
    const inner = members.names.get(name);
    return inner && depth > 1 ? fc.oneof(fc.constant(true), selections(inner, depth - 1)).map((parts) => [name, parts]) : fc.constant([name, true]);
  };
  const several = (most) => fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: Math.min(most, names.length) });
  const picked = several(4).chain((some) => fc.tuple(...some.map(part))).map((parts) => ({ parts: new Map(parts), away: new Set(), all: false }));
  const rest = fc.tuple(several(3), several(2).chain((some) => fc.tuple(...some.map(part)))).map(([away, parts]) => {
    const gone = new Set(away.filter((name) => name !== members.discriminator));
    return { parts: new Map(parts.filter(([name]) => !gone.has(name))), away: gone, all: true };
  });
  return fc.oneof(picked, rest).chain((one) => fc.shuffledSubarray(written(one), { minLength: written(one).length }).map((texts) => ({ ...one, text: texts.join(',') })));
}

const written = ({ parts, away, all }) => [
  ...(all ? ['*'] : []), ...[...away].map((name) => `-${name}`), ...[...parts].map(([name, inner]) => (inner === true ? name : `${name}(${inner.text})`)),
];

/** What a selection leaves of a value. */
export function trimmed(value, selection, members) {
  if (selection === true || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => trimmed(item, selection, members));
  return Object.fromEntries(Object.entries(value).filter(([name]) => name === members.discriminator || selection.parts.has(name) || (selection.all && !selection.away.has(name)))
    .map(([name, member]) => [name, trimmed(member, selection.parts.get(name) ?? true, members.names.get(name))]));
}

/** Wrong selections: {label: [{text, says}]}; `says` must be in what is said of it. */
export function wrongSelections(members) {
  const names = [...members.names.keys()];
  const [first, second] = names;
  const leaf = names.find((name) => !members.names.get(name));
  const nested = names.find((name) => members.names.get(name));
  const inner = nested && [...members.names.get(nested).names.keys()][0];
  return {
    'unknown members': [
      ...names.flatMap((name) => [`${name}x`, name.slice(1)].filter((other) => other.length > 2 && !names.includes(other)).map((text) => ({ text, says: text }))),
      ...['nope', 'constructor', '__proto__', 'toString', '$', '烏克蘭', ' ', '.', `${first}.${second}`, `${first} `].map((text) => ({ text, says: 'unknown' })),
      ...(nested ? [{ text: `${nested}(nope)`, says: 'nope' }, { text: `${nested}(${inner}x)`, says: inner }, { text: `${nested}(*,-nope)`, says: 'nope' }] : []),
    ],
    'out of balance': [`${first}(`, `${first})`, '(', ')', '()', `(${first})`, ...(nested ? [`${nested}(`, `${nested}(${inner}`, `${nested}(${inner}))`, `${nested}((${inner}))`, `${nested}(${inner})${first}`, `${nested})${inner}(`] : [])].map((text) => ({ text })),
    'without names': [',', `,${first}`, `${first},`, `${first},,${second}`, '-', '*,-', ...(nested ? [`${nested}()`, `${nested}(,)`, `${nested}(${inner},)`] : [])].map((text) => ({ text })),
    'twice': [`${first},${first}`, '*,*', `${first},-${first}`, `*,-${first},-${first}`, ...(nested ? [`${nested},${nested}(${inner})`, `${nested}(${inner},${inner})`] : [])].map((text) => ({ text, says: 'twice' })),
    'deeper than there are members': [...(leaf ? [`${leaf}(id)`, `${leaf}(*)`, `${leaf}(${leaf}(${leaf}))`] : []), `*(${first})`, `${'a('.repeat(300)}a${')'.repeat(300)}`].map((text) => ({ text })),
    'taking away': [`-${first}`, `${second},-${first}`, '-*', '*,-*', ...(nested ? [`*,-${nested}(${inner})`, `${nested}(-${inner})`] : [])].map((text) => ({ text })),
    'too long': [Array(300).fill(first).join(','), 'a'.repeat(1001)].map((text) => ({ text })),
  };
}
