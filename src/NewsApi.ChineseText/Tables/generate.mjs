// Derives words.txt.br, readings.txt and variants.txt from openly licensed npm packages (see README.md).
//
//   mkdir /tmp/tables && cd /tmp/tables
//   npm install --ignore-scripts nodejieba@3.5.8 opencc-js@1.4.2 pinyin@4.0.0
//   node <this folder>/generate.mjs /tmp/tables/node_modules
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const modules = process.argv[2];
if (!modules) throw new Error('usage: node generate.mjs <node_modules>');
const out = dirname(fileURLToPath(import.meta.url));
const isHan = (text) => /^[\u4e00-\u9fa5\u3007]+$/.test(text);

// --- words.txt: natural-log cost in eighths, per word of at most six characters -----------------------------------------
const longest = 6;
const rarest = 4;
const counts = new Map();
const inWords = new Map();
let total = 0;
for (const line of readFileSync(join(modules, 'nodejieba/submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8').split('\n')) {
  const [word, count] = line.trim().split(' ');
  if (!word || !isHan(word)) continue;
  const n = Number(count);
  total += n;
  for (const character of word) inWords.set(character, (inWords.get(character) ?? 0) + n);
  if (word.length === 1 || (word.length <= longest && n >= rarest)) counts.set(word, n);
}

// A character that is seldom a word of its own still stands alone in names: it gets a share of its use inside words.
for (const [character, n] of inWords) counts.set(character, Math.max(counts.get(character) ?? 0, n / 30, 0.5));

const groups = new Map();
for (const [word, n] of counts) {
  const cost = Math.round(-Math.log(n / total) * 8);
  const key = `${cost} ${word.length}`;
  if (!groups.has(key)) groups.set(key, []);
  groups.get(key).push(word);
}
const inOrder = [...groups.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
const words = inOrder.map((key) => `${key} ${groups.get(key).sort().join('')}\n`).join('');
writeFileSync(join(out, 'words.txt.br'), brotliCompressSync(Buffer.from(words), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}));

const pairs = async (name) => (await import(pathToFileURL(join(modules, `opencc-js/dist/esm-lib/dict/${name}.js`)))).default
  .split('|').map((entry) => entry.trim().split(' '));
const traditionalOf = new Map();
const pair = (simplified, traditional) => {
  if (simplified === traditional || !isHan(simplified) || !isHan(traditional)) return;
  if (!traditionalOf.has(simplified)) traditionalOf.set(simplified, new Set());
  traditionalOf.get(simplified).add(traditional);
};
const simplifiedOf = new Map(await pairs('TSCharacters')); // 線 is 线, although 缐 may be written 線 too
for (const [simplified, ...all] of await pairs('STCharacters')) {
  all.filter((traditional) => (simplifiedOf.get(traditional) ?? simplified) === simplified).forEach((traditional) => pair(simplified, traditional));
}

const changing = new Set(traditionalOf.keys()); // the rest, such as 克, Traditional texts use too
for (const [traditional, simplified] of simplifiedOf) pair(simplified, traditional);

// --- readings.txt: reading, the characters that have it first, the characters that have it too ---------------------------
const readings = new Map();
const source = readFileSync(join(modules, 'pinyin/lib/esm/pinyin.js'), 'utf8');
for (const [, code, list] of source.matchAll(/dict\[0x([0-9a-fA-F]+)\] = "([^"]+)"/g)) {
  const character = String.fromCodePoint(parseInt(code, 16));
  if (!isHan(character)) continue;
  list.split(',').forEach((reading, index) => {
    const key = reading.trim().normalize('NFC');
    if (!readings.has(key)) readings.set(key, [new Set(), new Set()]);
    readings.get(key)[index === 0 ? 0 : 1].add(character);
  });
}
// Lists of glosses made from Simplified text print its readings: 發 as 发, which is fā and fà.
const readingsOf = new Map();
for (const [reading, both] of readings) for (const set of both) for (const c of set) readingsOf.set(c, [...(readingsOf.get(c) ?? []), reading]);
for (const [simplified, all] of traditionalOf) {
  for (const traditional of all) for (const reading of readingsOf.get(simplified) ?? []) readings.get(reading)[1].add(traditional);
}

writeFileSync(join(out, 'readings.txt'), [...readings.keys()].sort().map((reading) => {
  const [first, other] = readings.get(reading);
  return `${reading}\t${[...first].sort().join('')}\t${[...other].filter((c) => !first.has(c)).sort().join('')}\n`;
}).join(''));

// --- variants.txt: Simplified character, = when Traditional texts use it too, the Traditional ones it stands for -----------------------------------------
writeFileSync(join(out, 'variants.txt'), [...traditionalOf].map(([simplified, traditional]) => simplified + (changing.has(simplified) ? '' : '=') + [...traditional].join('') + '\n').join(''));
