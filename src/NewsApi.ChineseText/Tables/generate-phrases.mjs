// Derives phrases.txt.br: what ICU's transliterators or single characters get wrong between Simplified and Traditional (see README.md).
// Run it after generate.mjs, with ICU's uconv (the Debian package icu-devtools):
//
//   node <this folder>/generate-phrases.mjs /tmp/tables/node_modules
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const modules = process.argv[2];
if (!modules) throw new Error('usage: node generate-phrases.mjs <node_modules>');
const out = dirname(fileURLToPath(import.meta.url));
const longest = 12;
const isHan = (text) => /^[\u3007\u3400-\u9fff]+$/.test(text);
const entries = async (name) => (await import(pathToFileURL(join(modules, `opencc-js/dist/esm-lib/dict/${name}.js`)))).default
  .split('|').map((entry) => entry.trim().split(' ')).filter(([from, to]) => isHan(from) && isHan(to) && from.length === to.length && from.length <= longest);
const icu = (id, texts) => execFileSync('uconv', ['-x', id, '-f', 'UTF-8', '-t', 'UTF-8'], { input: texts.join('\n'), maxBuffer: 1 << 28 }).toString().split('\n');
const all = Array.from({ length: 0xa000 - 0x3400 }, (_, at) => String.fromCharCode(0x3400 + at));
const icuOf = (id) => new Map(icu(id, all).map((to, at) => [all[at], to]));
const gb = new TextDecoder('gbk');
const inGb2312 = new Set(Array.from({ length: 72 * 94 }, (_, at) => gb.decode(new Uint8Array([0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]))));

// variants.txt, the characters of a machine without ICU, as Tables/Variants.cs reads it.
const [folded, unfolded, isSimplified] = [new Map(), new Map(), new Set()];
for (const line of readFileSync(join(out, 'variants.txt'), 'utf8').trimEnd().split('\n')) {
  const isShared = line[1] === '=';
  if (!isShared) unfolded.set(line[0], line[1]);
  if (!isShared) isSimplified.add(line[0]);
  for (const to of line.slice(isShared ? 2 : 1)) folded.set(to, line[0]);
}
const fold = (text) => [...text].map((c) => folded.get(c) ?? c).join('');

// The longest phrase from the left, else the base: what ScriptPhrases.cs does.
const convert = (text, base, phrases) => {
  let result = '';
  for (let at = 0; at < text.length;) {
    let length = Math.min(longest, text.length - at);
    while (length > 0 && !phrases.has(text.slice(at, at + length))) length--;
    result += length > 0 ? phrases.get(text.slice(at, at + length)) : base[at];
    at += Math.max(length, 1);
  }
  return result;
};

// Keeps the phrases that come out wrong without them, and those that keep such a phrase from matching across their end.
const cutDown = (phrases, bases, singles) => {
  const kept = new Map(singles);
  const sources = [...phrases.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const wrong = (source) => bases.some((base) => convert(source, base.get(source), kept) !== phrases.get(source));
  for (const source of sources) if (wrong(source)) kept.set(source, phrases.get(source));
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    const beginnings = new Map();
    for (const source of kept.keys()) for (let n = 1; n < source.length; n++) {
      const beginning = source.slice(0, n);
      beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), source]);
    }
    for (const source of sources) {
      if (kept.has(source)) continue;
      const own = phrases.get(source);
      for (let n = 1; n < source.length && !kept.has(source); n++) {
        if ((beginnings.get(source.slice(-n)) ?? []).some((other) => kept.get(other).slice(0, n) !== own.slice(-n))) kept.set(source, own);
      }
    }
    for (const source of sources) if (!kept.has(source) && wrong(source)) kept.set(source, phrases.get(source));
  }
  return kept;
};

// --- Simplified to Traditional ---------------------------------------------------------------------------------------------
const toHant = icuOf('Simplified-Traditional');
const usual = new Map(await entries('STCharacters'));
const forms = new Map(await entries('TWVariants')); // 裏 is written 裡, 爲 為
// ICU leaves these, and so does most Traditional print; words that need the other character are phrases.
const left = new Set('伙台吃唇岩岳峰床灶熏痴皂秘粽糍群肴跖雇凶麺麽游郁咸吁霉吊升占');
// The more usual of several, where it is not the first listed.
const prefer = new Map(Object.entries({ 凄: '淒', 哗: '嘩', 签: '簽', 钟: '鐘', 啮: '嚙', 着: '着', 须: '須' }));
const single = (c) => {
  if (prefer.has(c)) return prefer.get(c);
  const [opencc, own] = [usual.get(c) ?? c, toHant.get(c) ?? c];
  if (opencc === c) return c;
  if (own === c && left.has(c)) return c;
  return form(c, opencc);
};
// Both are usual, or the other is another word.
const ownForm = new Set('着么幺鮎');
const form = (from, to) => {
  if (to === from || ownForm.has(to)) return to;
  if (from === '台' && to === '臺') return '台';
  return forms.get(to) ?? to;
};

const hant = new Map();
for (const name of ['STPhrases', 'STPhrases_GeneratedFromRegionalPhrases']) {
  for (const [from, to] of await entries(name)) if (from.length > 1 && fold(from) === from) hant.set(from, [...to].map((c, at) => form(from[at], c)).join(''));
}

for (const [from, to] of [['不准', '不准'], ['不准确', '不準確'], ['不准时', '不準時']]) hant.set(from, to);

for (const [from, to] of [['怒气冲冲', '怒氣沖沖'], ['钟南山', '鍾南山'], ['于都', '于都'], ['在于都', '在于都'], ['将回复', '將回覆']]) hant.set(from, to);
// The town 于都, where none of these begins behind 在于.
for (const next of '市是不没没有要会得能可以需应将'.match(/没有|可以|./gu)) hant.set('在于都' + next, '在於都' + [...next].map(single).join(''));

// Other spellings of the same word, where Traditional print keeps the plainer characters.
const listedHant = new Map(hant);
const plainer = { 傢俱: '家具', 傢具: '家具', 剋制: '克制', 瞭然: '了然', 衚衕: '胡同' };
for (const [from, to] of hant) hant.set(from, Object.entries(plainer).reduce((text, [other, own]) => text.replaceAll(other, own), to));

// A surname is not the word written like it.
const surnames = { 范: '范', 于: '于', 余: '余', 钟: '鍾', 谷: '谷', 郁: '郁', 岳: '岳', 曲: '曲', 涂: '涂', 游: '游', 朴: '朴', 丑: '丑', 卜: '卜', 征: '征', 后: '后', 沈: '沈', 舍: '舍', 云: '云', 斗: '斗', 万: '萬', 叶: '葉', 松: '松', 党: '党', 种: '种', 仇: '仇', 干: '干', 尽: '盡', 苏: '蘇' };
const titles = '先生 女士 小姐 太太 夫人 教授 老师 博士 主任 部长 局长 处长 科长 校长 院长 市长 县长 省长 总理 主席 书记 律师 医生 医师 法官 检察官 警官 记者 经理 董事长 同学 导演 师傅 某某 某'.split(' ');
const rarely = new Set('后云舍斗松干征尽');
for (const [from, to] of Object.entries(surnames)) {
  hant.set('姓' + from, '姓' + to);
  if (!rarely.has(from)) for (const title of titles) if (!hant.has(from + title)) hant.set(from + title, to + [...title].map(single).join(''));
}

const leftByIcu = (c) => isSimplified.has(c) && toHant.get(c) === c ? single(c) : undefined;
const singles = new Map();
for (const c of all) if (fold(c) === c && (single(c) !== toHant.get(c) || single(c) !== (unfolded.get(c) ?? c))) singles.set(c, single(c));
const byIcu = icu('Simplified-Traditional', [...hant.keys()]);
const ownCharacters = new Map([...hant.keys()].map((from) => [from, [...from].map((c) => unfolded.get(c) ?? c).join('')]));
const hantKept = cutDown(hant, [new Map([...hant.keys()].map((from, at) => [from, byIcu[at]])), ownCharacters], singles);

// Simplified characters that Traditional texts use too, by how often words keep them: 后, 里, 干.
const keeps = new Map();
for (const [from, to] of hant) [...from].forEach((c, at) => {
  if (!isSimplified.has(c)) return;
  const [kept, words] = keeps.get(c) ?? [0, 0];
  keeps.set(c, [kept + (to[at] === c ? 1 : 0), words + 1]);
});
const shared = [...keeps].filter(([, [kept, words]]) => kept >= 3 && kept / words >= 0.05).map(([c]) => c);
for (const c of isSimplified) if (single(c) === c && !shared.includes(c)) shared.push(c);

// --- Traditional to Simplified ---------------------------------------------------------------------------------------------
const toHans = icuOf('Traditional-Simplified');
const listed = new Map(await entries('TSCharacters')).set('妳', '你');
const narrow = (c) => listed.get(c) ?? (inGb2312.has(c) ? c : toHans.get(c) ?? c);
const hans = new Map((await entries('TSPhrases')).filter(([from]) => from.length > 1));
// What OpenCC lists, such as 瞭望, holds within longer phrases too.
const held = [...hans];
const contradicts = (way, from) => held.some(([part, result]) => way.includes(part) && !from.includes(result));
for (const [from, to] of [['甚麼', '什么'], ['甚么', '什么']]) hans.set(from, to);
// Whatever a Simplified phrase became must lead back to it.
for (const [from, to] of [...hant, ...listedHant]) {
  for (const way of [to, [...to].map((c) => forms.get(c) ?? c).join('')]) {
    if (way !== from && !contradicts(way, from) && !hans.has(way) && convert(way, [...way].map(narrow).join(''), hans) !== from) hans.set(way, from);
  }
}

// 著 is a word's own in 著名 and the particle 着 in 看著: words that Simplified texts write with 著, and not more often with 着.
const counted = new Map(readFileSync(join(modules, 'nodejieba/submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8').split('\n').map((line) => line.split(' ')).map(([word, count]) => [word, Number(count)]));
const toTraditional = (word) => convert(word, [...word].map(single).join(''), hantKept);
for (const [word, count] of counted) {
  if (!isHan(word) || word.length < 2 || word.length > longest || count < 3) continue;
  if (word.includes('著') && (counted.get(word.replaceAll('著', '着')) ?? 0) < count && !hant.has(word)) hant.set(word, toTraditional(word));
  if (word.includes('着') && (counted.get(word.replaceAll('着', '著')) ?? 0) < count) hans.set(toTraditional(word).replaceAll('着', '著'), word);
}
const authored = [...hant].filter(([from]) => from.includes('著'));
for (const [from, to] of authored) if (!hans.has(to)) hans.set(to, from);

const hansSingles = new Map();
// 著 is decided by the sentence.
for (const c of all) if (c !== '著' && (narrow(c) !== toHans.get(c) || narrow(c) !== (folded.get(c) ?? c))) hansSingles.set(c, narrow(c));
const hansIcu = icu('Traditional-Simplified', [...hans.keys()]);
const hansKept = cutDown(hans, [
  new Map([...hans.keys()].map((from, at) => [from, hansIcu[at]])),
  new Map([...hans.keys()].map((from) => [from, fold(from)])),
], hansSingles);
for (const [, to] of authored) hansKept.set(to, hans.get(to)); // whole words, against the rule for 著

// --- one line per phrase: the phrase, and the characters it becomes ----------------------------------------------------------
const section = (phrases) => [...phrases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, to]) => (from === to ? from : `${from} ${[...to].map((c, at) => (c === from[at] ? '-' : c)).join('').replace(/-+$/, '')}`) + '\n').join('');
const text = `${shared.sort().join('')}\n${section(hantKept)}\n${section(hansKept)}`;
const compressed = brotliCompressSync(Buffer.from(text), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
});
writeFileSync(join(out, 'phrases.txt.br'), compressed);
console.log(`Simplified to Traditional: ${hantKept.size} of ${hant.size} phrases, ${singles.size} of them characters`);
console.log(`Traditional to Simplified: ${hansKept.size} of ${hans.size}, ${hansSingles.size} of them characters; ${shared.length} characters shared; ${compressed.length} bytes`);
