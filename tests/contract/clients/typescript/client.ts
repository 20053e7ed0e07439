// What a front end does with the types that openapi-typescript makes of docs/openapi.json. Half of the check is that this compiles under --strict;
// the other half, that a running server answers as the types say.
//   NEWSAPI_KEY=... node client.js BASE_URL
import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type { components, operations, paths } from './generated/newsapi.js';

type Schemas = components['schemas'];
type Block = Schemas['Block'];

/** True only for the same type: `any` and `unknown` are the same as nothing else. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>() => {};

// Members that are always there are not optional; null and absent are told apart; words are words.
holds<Same<Schemas['Article']['headline'], string>>();
holds<Same<Schemas['Article']['summary'], string | null>>();
holds<Same<Schemas['Article']['source'], Schemas['Source'] | null>>();
holds<Same<Schemas['SearchHit']['source'], Schemas['Source'] | null>>();
holds<Same<Schemas['ImportJob']['report'], Schemas['ImportReport'] | null>>();
holds<Same<Schemas['ArticleSummaryPage']['nextCursor'], string | null>>();
holds<Same<Pick<Schemas['ArticleSummaryPage'], 'total'>, { total?: number }>>();
holds<Same<Pick<Schemas['ListBlockInput'], 'ordered'>, { ordered?: boolean }>>();
holds<Same<Schemas['Article']['status'], 'draft' | 'scheduled' | 'published' | 'withdrawn'>>();
holds<Same<Schemas['ProblemError'], { parameter?: string; pointer?: string; detail: string }>>();
holds<Same<Block['type'], 'paragraph' | 'list' | 'quote' | 'image' | 'video' | 'table'>>();
holds<Same<Extract<Block, { type: 'table' }>['rows'], string[][]>>();
holds<Same<NonNullable<operations['listArticles']['parameters']['query']>['sort'], '-publishedAt' | 'publishedAt' | '-updatedAt' | 'relevance' | undefined>>();

const base = process.argv[2];
const key = process.env['NEWSAPI_KEY'];
if (!base || !key) throw new Error('usage: NEWSAPI_KEY=... node client.js BASE_URL');

// Articles have other forms than JSON: the second parameter says which answers are wanted.
const reader = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: base });
const editor = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: base, headers: { Authorization: `Bearer ${key}` } });

await list();
await pageToTheEnd();
await narrowBlocks();
await handleProblems();
await askAgain();
await write();
console.log('typescript client: 6 passed, 0 failed');

async function list() {
  const { data, error } = await reader.GET('/api/v1/articles', { params: { query: { limit: 100, sort: '-publishedAt', total: true, tag: ['烏克蘭'] } } });
  if (error) throw new Error(error.detail);
  holds<Same<typeof data, Schemas['ArticleSummaryPage']>>();
  assert.ok(data.items.length > 0 && (data.total ?? 0) >= data.items.length);
  for (const { headline, publishedAt, tags } of data.items) {
    assert.ok(headline.length > 0 && tags.some(({ name }) => name.includes('烏克蘭')));
    assert.ok(publishedAt === null || !Number.isNaN(Date.parse(publishedAt)));
  }
}

/** Every section, two at a time. */
async function* sections() {
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = cursor === null ? { limit: 2 } : { limit: 2, cursor };
    const { data, error } = await reader.GET('/api/v1/sections', { params: { query } });
    if (error) throw new Error(error.detail);
    yield* data.items;
    cursor = data.nextCursor;
  } while (cursor !== null);
}

async function pageToTheEnd() {
  const { data } = await reader.GET('/api/v1/sections', { params: { query: { limit: 100, total: true } } });
  const walked: Schemas['Section'][] = [];
  for await (const section of sections()) walked.push(section);
  assert.ok(data && walked.length > 2);
  assert.deepEqual(walked.map(({ id }) => id), data.items.map(({ id }) => id));
  assert.equal(walked.length, data.total);
}

/** The words of a block. A new kind of block does not compile before it is dealt with here. */
function wordsOf(block: Block): string {
  switch (block.type) {
    case 'paragraph': return block.text;
    case 'list': return block.items.map(({ text }, index) => (block.ordered ? `${index + 1}. ${text}` : text)).join('\n');
    case 'quote': return `${block.text}${block.attribution ?? ''}`;
    case 'image':
    case 'video': return block.caption ?? '';
    case 'table': return block.rows.map((row) => row.join('\t')).join('\n');
    default: return unknownKind(block);
  }
}

function unknownKind(block: never): never {
  throw new Error(`What is ${JSON.stringify(block)}?`);
}

async function narrowBlocks() {
  const { data, error } = await reader.GET('/api/v1/articles/{key}', { params: { path: { key: '1' } } });
  if (error) throw new Error(error.detail);
  holds<Same<typeof data, Schemas['Article']>>();
  const blocks = data.sections.flatMap((section) => section.blocks);
  assert.ok(blocks.some(({ type }) => type === 'list') && blocks.every((block) => wordsOf(block).length > 0));
}

async function handleProblems() {
  const refused = await reader.GET('/api/v1/articles', { params: { query: { limit: 1000 } } });
  assert.ok(refused.error);
  holds<Same<typeof refused.error, Schemas['Problem']>>();
  assert.equal(refused.error.status, 400);
  assert.deepEqual(refused.error.errors?.map(({ parameter }) => parameter), ['limit']);

  const body: Schemas['ArticleInput'] = { headline: '試寫', sections: [{ kind: 'no-such-kind', blocks: [{ type: 'paragraph', text: '試寫' }] }] };
  const { error } = await editor.POST('/api/v1/articles', { body });
  assert.deepEqual(error?.errors?.map(({ pointer }) => pointer), ['/sections/0/kind']);

  const missing = await reader.GET('/api/v1/articles/{key}', { params: { path: { key: 'nothing-like-this' } } });
  assert.equal(missing.error?.status, 404);
}

/** Browsers do this by themselves. */
async function askAgain() {
  const { response } = await reader.GET('/api/v1/tags');
  const again = await reader.GET('/api/v1/tags', { headers: { 'If-None-Match': response.headers.get('ETag') } });
  assert.equal(again.response.status, 304);
}

async function write() {
  const created = await editor.POST('/api/v1/articles', { params: { header: { 'Idempotency-Key': `"${crypto.randomUUID()}"` } }, body: { headline: '以型別寫成的草稿', tags: ['烏克蘭'] } });
  assert.ok(created.data, created.error?.detail);
  const path = { key: String(created.data.id) };
  const tag = created.response.headers.get('ETag');
  assert.ok(tag);

  assert.equal((await reader.GET('/api/v1/articles/{key}', { params: { path } })).error?.status, 404);
  const body: Schemas['ArticlePatch'] = { summary: '只改一處', sections: [{ kind: 'demands', blocks: [{ type: 'list', items: [{ text: '停火' }] }] }] };
  const patched = await editor.PATCH('/api/v1/articles/{key}', { params: { path, header: { 'If-Match': tag } }, body });
  assert.equal(patched.data?.sections[0]?.blocks[0]?.type, 'list');
  const stale = await editor.PATCH('/api/v1/articles/{key}', { params: { path, header: { 'If-Match': tag } }, body });
  assert.equal(stale.error?.status, 412);
  const { response } = await editor.DELETE('/api/v1/articles/{key}', { params: { path, header: { 'If-Match': '*' } } });
  assert.equal(response.status, 204);
}
