// Derives main-readings.txt: which of several readings a common character mostly has, by the words it stands in (see README.md).
// Run it after generate.mjs:
//
//   cd /tmp/tables && npm install --ignore-scripts nodejieba@3.5.8 pinyin-pro@3.29.4
//   node <this folder>/generate-main-readings.mjs /tmp/tables/node_modules
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = process.argv[2];
if (!modules) throw new Error('usage: node generate-main-readings.mjs <node_modules>');
const out = dirname(fileURLToPath(import.meta.url));
const { pinyin } = createRequire(import.meta.url)(join(modules, 'pinyin-pro'));
const most = 1500; // characters

const readings = new Map();
for (const line of readFileSync(join(out, 'readings.txt'), 'utf8').trimEnd().split('\n')) {
  const [, usual, other] = line.split('\t');
  for (const c of usual + other) readings.set(c, (readings.get(c) ?? 0) + 1);
}

const uses = new Map();
for (const line of readFileSync(join(modules, 'nodejieba/submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8').split('\n')) {
  const [word, count] = line.split(' ');
  if (!/^[\u4e00-\u9fa5]{1,6}$/.test(word) || Number(count) < 4) continue;
  const spoken = pinyin(word, { type: 'array', toneSandhi: false });
  if (spoken.length !== word.length) continue;
  for (const [at, c] of [...word].entries()) {
    const use = uses.get(c) ?? new Map();
    use.set(spoken[at], (use.get(spoken[at]) ?? 0) + Number(count));
    uses.set(c, use);
  }
}

const total = (use) => [...use.values()].reduce((sum, count) => sum + count, 0);
const lines = [...uses].sort(([, a], [, b]) => total(b) - total(a)).slice(0, most).flatMap(([c, use]) => {
  const [reading, count] = [...use].sort(([, a], [, b]) => b - a)[0];
  return (readings.get(c) ?? 0) > 1 ? [`${c}${Math.floor((100 * count) / total(use))}${reading}\n`] : [];
});
writeFileSync(join(out, 'main-readings.txt'), lines.sort().join(''));
console.log(`${lines.length} characters`);
