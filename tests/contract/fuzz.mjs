// Asks a running server everything its OpenAPI document allows, and much it does not, and holds the answers against it.
//   node fuzz.mjs BASE_URL [--runs N] [--seed S] [--only TEXT] [--all]
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { checks } from './lib/checks.mjs';
import { Document } from './lib/document.mjs';
import { Client, asCurl } from './lib/http.mjs';
import { Oracle, Wrong } from './lib/oracle.mjs';
import { World } from './lib/world.mjs';

const WORKERS = 4;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '24' }, seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' }, all: { type: 'boolean', default: false } },
});
const runs = Number(options.runs);
const seed = Number(options.seed);
if (positionals.length !== 1 || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('usage: node fuzz.mjs BASE_URL [--runs N] [--seed S] [--only TEXT] [--all]');
  process.exit(2);
}

const started = Date.now();
const client = new Client(positionals[0]);
const read = async (target) => new Document(JSON.parse((await client.send({ target })).text));
const document = await read('/openapi/v1.json');
const other = await read('/openapi/v1-3.0.json');
const world = new World(client, document);
await world.readVocabularies();
await world.learn();
const oracle = new Oracle(client, document);

const todo = [];
for await (const one of checks({ client, document, world, oracle, other })) {
  const name = `${one.operation?.id ?? ''} ${one.group}: ${one.name}`.trim();
  if (name.includes(options.only) && (one.arbitrary || one.cases.length)) todo.push({ ...one, name });
}

const failures = [];
let next = 0;
await Promise.all(Array.from({ length: WORKERS }, async () => {
  for (let index = next++; index < todo.length; index = next++) {
    const failure = await run(todo[index]);
    if (failure) failures.push({ index, ...failure });
  }
}));
client.close();

report();
console.log(`seed ${seed}, ${runs} runs, ${document.operations.length} operations, ${client.requests} requests, ${((Date.now() - started) / 1000).toFixed(1)} s`);
console.log(`contract: ${todo.length - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;

async function run({ name, cases, arbitrary, body, share }) {
  const wrongs = [];
  for (const one of cases) {
    const error = await attempt(body, one);
    if (error) wrongs.push(error);
  }
  if (wrongs.length) {
    // The shortest request tells most.
    const [shortest] = wrongs.sort((a, b) => (a.request?.target ?? '').length - (b.request?.target ?? '').length);
    return { name, error: shortest, others: wrongs.slice(1), note: `${wrongs.length} of ${cases.length} cases` };
  }
  if (!arbitrary) return null;
  const details = await fc.check(fc.asyncProperty(arbitrary, async (value) => {
    const error = await attempt(body, value);
    if (error) throw error;
  }), {
    seed: createHash('sha256').update(`${seed} ${name}`).digest().readInt32LE(0),
    numRuns: Math.max(3, Math.round(runs * share)),
  });
  return details.failed ? { name, error: details.errorInstance, note: `shrunk ${details.numShrinks} times` } : null;
}

async function attempt(body, value) {
  let request = null;
  const ask = async (asked, about, permit) => {
    request = asked;
    const answer = await client.send(asked);
    await oracle.check(asked, answer, about, permit);
    return answer;
  };
  ask.bytes = (text) => {
    request = { bytes: text };
    return client.sendBytes(Buffer.from(text, 'latin1'));
  };
  try {
    await body(value, ask);
    return null;
  } catch (error) {
    return Object.assign(error, { request });
  }
}

/** Checks that fail alike stand together, unless all failures are wanted. */
function report() {
  const alike = new Map();
  for (const failure of failures.sort((a, b) => a.index - b.index)) {
    const label = failure.name.replace(/^\S+ /, '');
    const group = options.all ? failure.name : label + failure.error.message.replace(/[0-9a-f]{32}/g, '').replace(/"(instance|detail)":"[^"]*"/g, '').replace(/documented for \w+|body of \w+/, '').slice(0, 90);
    alike.set(group, [...(alike.get(group) ?? []), failure]);
  }
  for (const group of alike.values()) {
    const [{ name, error, note, others }] = group.sort((a, b) => (a.error.request?.target ?? '').length - (b.error.request?.target ?? '').length);
    console.log(`FAILED ${name} (${note})`);
    show(error);
    if (options.all) others?.forEach(show);
    if (group.length > 1) console.log(`  likewise: ${group.slice(1).map((one) => one.name).join(' · ')}`);
    console.log();
  }
}

function show(error) {
  console.log(`  ${error instanceof Wrong ? error.message : error.stack}`);
  if (error.request?.bytes) console.log(`  printf '%b' ${JSON.stringify(error.request.bytes).replace(/\\u00/g, '\\x')} | nc ${client.host} ${client.port}`);
  else if (error.request) console.log(`  ${asCurl(client, error.request)}`);
}
