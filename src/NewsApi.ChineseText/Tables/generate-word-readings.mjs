// Derives word-readings.txt.br: words that are read otherwise than ICU or the usual reading of each character has it (see README.md).
// Run it after generate.mjs, with ICU's uconv (the Debian package icu-devtools):
//
//   cd /tmp/tables && npm install --ignore-scripts nodejieba@3.5.8 pinyin-pro@3.29.4
//   node <this folder>/generate-word-readings.mjs /tmp/tables/node_modules
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = process.argv[2];
if (!modules) throw new Error('usage: node generate-word-readings.mjs <node_modules>');
const out = dirname(fileURLToPath(import.meta.url));
const { pinyin } = createRequire(import.meta.url)(join(modules, 'pinyin-pro'));
const plain = (reading) => reading.normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\u0300-\u036f\s]/g, '');

const first = new Map();
for (const line of readFileSync(join(out, 'readings.txt'), 'utf8').trimEnd().split('\n')) {
  const [reading, usual] = line.split('\t');
  for (const c of usual) first.set(c, plain(reading));
}

const words = readFileSync(join(modules, 'nodejieba/submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8').split('\n').map((line) => line.split(' '))
  .filter(([word, count]) => /^[\u4e00-\u9fa5]{2,4}$/.test(word) && Number(count) >= 10).map(([word]) => word);
const byIcu = execFileSync('uconv', ['-x', 'Han-Latin', '-f', 'UTF-8', '-t', 'UTF-8'], { input: words.join('\n'), maxBuffer: 1 << 28 }).toString().split('\n').map(plain);
// Read wrongly there, or not listed by jieba.
const corrected = new Map(Object.entries({ 单县: 'shanxian', 还钱: 'huanqian', 还款: 'huankuan', 还款额: 'huankuane', 还给: 'huangei', 还贷: 'huandai', 还施彼身: 'huanshibishen' }));
const lines = words.flatMap((word, at) => {
  if (corrected.has(word)) return [];
  const reading = pinyin(word, { toneType: 'none', v: true, type: 'array', toneSandhi: false }).map(plain);
  if (reading.length !== word.length || !reading.every((syllable) => /^[a-z]+$/.test(syllable))) return [];
  const joined = reading.join('');
  return joined === byIcu[at] && joined === [...word].map((c) => first.get(c)).join('') ? [] : [`${word} ${joined}\n`];
});
for (const [word, reading] of corrected) lines.push(`${word} ${reading}\n`);
const compressed = brotliCompressSync(Buffer.from(lines.sort().join('')), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
});
writeFileSync(join(out, 'word-readings.txt.br'), compressed);
console.log(`${lines.length} of ${words.length} words; ${compressed.length} bytes`);
