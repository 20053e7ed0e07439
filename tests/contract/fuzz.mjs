// Asks a running server everything its OpenAPI document allows, and much it does not, and holds the answers against it.
//   node fuzz.mjs BASE_URL [--write] [--key KEY] [--runs N] [--seed S] [--only TEXT] [--all]
// It only reads. With --write it writes, with the key that is given or NEWSAPI_KEY, and takes away in the end what it made.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { checks } from './lib/checks.mjs';
import { Document } from './lib/document.mjs';
import { Client, asCurl } from './lib/http.mjs';
import { Oracle, Wrong } from './lib/oracle.mjs';
import { Workshop } from './lib/workshop.mjs';
import { World } from './lib/world.mjs';
import { aftermath, writes } from './lib/writes.mjs';

const WORKERS = 4;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, key: { type: 'string', default: '' }, runs: { type: 'string', default: '24' }, seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' }, all: { type: 'boolean', default: false } },
});
const runs = Number(options.runs);
const seed = Number(options.seed);
// A key that is given means to write; one that happens to be in the environment does not.
const key = options.key || (options.write && process.env.NEWSAPI_KEY) || null;
if (positionals.length !== 1 || (options.write && !key) || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('usage: node fuzz.mjs BASE_URL [--write] [--key KEY] [--runs N] [--seed S] [--only TEXT] [--all]');
  process.exit(2);
}

const started = Date.now();
const anonymous = new Client(positionals[0]);
const client = key ? new Client(positionals[0], key) : anonymous;
const read = async (target) => new Document(JSON.parse((await client.send({ target })).text));
const document = await read('/openapi/v1.json');
const other = await read('/openapi/v1-3.0.json');
const world = new World(anonymous, document);
await world.readVocabularies();
const oracle = new Oracle(anonymous, document);

const failures = [];
let count = 0;
if (key) {
  const workshop = new Workshop(client, anonymous, document);
  await workshop.prepare();
  const context = { client, anonymous, document, world, workshop, lesser: await lesserKey() };
  await runAll(writes(context), client);
  for await (const one of aftermath(context)) await runAll([one], anonymous);
} else {
  await world.learn();
  await runAll(checks({ client, document, world, oracle, other }), client);
}
for (const one of new Set([client, anonymous])) one.close();

report();
console.log(`seed ${seed}, ${runs} runs, ${document.operations.length} operations, ${client.requests} requests, ${((Date.now() - started) / 1000).toFixed(1)} s`);
console.log(`contract: ${count - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;

async function runAll(several, asker) {
  const todo = [];
  for await (const one of several) {
    const name = `${one.operation?.id ?? ''} ${one.group}: ${one.name}`.trim();
    if (name.includes(options.only) && (one.arbitrary || one.cases.length)) todo.push({ ...one, name, asker, index: count++ });
  }
  await Promise.all(Array.from({ length: WORKERS }, async () => {
    for (let one = todo.shift(); one; one = todo.shift()) {
      const failure = await run(one);
      if (failure) failures.push({ index: one.index, asker, ...failure });
    }
  }));
}

/** A key that may only look at drafts, where the key that was given may make one; every write must refuse it. */
async function lesserKey() {
  const making = document.operations.find((one) => one.id === 'createKey');
  const body = JSON.stringify({ name: 'fuzzer', scopes: ['drafts:read'] });
  const answer = making && await client.send({ method: 'POST', target: making.path, headers: [['Content-Type', 'application/json']], body });
  return answer?.status === 201 ? JSON.parse(answer.text).key : null;
}

async function run({ name, cases, arbitrary, body, share, asker }) {
  const wrongs = [];
  for (const one of cases) {
    const error = await attempt(body, one, asker);
    if (error) wrongs.push(error);
  }
  if (wrongs.length) {
    // The shortest request tells most.
    const [shortest] = wrongs.sort((a, b) => (a.request?.target ?? '').length - (b.request?.target ?? '').length);
    return { name, error: shortest, others: wrongs.slice(1), note: `${wrongs.length} of ${cases.length} cases` };
  }
  if (!arbitrary) return null;
  const details = await fc.check(fc.asyncProperty(arbitrary, async (value) => {
    const error = await attempt(body, value, asker);
    if (error) throw error;
  }), {
    seed: createHash('sha256').update(`${seed} ${name}`).digest().readInt32LE(0),
    numRuns: Math.max(3, Math.round(runs * share)),
  });
  return details.failed ? { name, error: details.errorInstance, note: `shrunk ${details.numShrinks} times` } : null;
}

async function attempt(body, value, asker) {
  let request = null;
  const ask = async (asked, about, permit) => {
    request = asked;
    const answer = await asker.send(asked);
    await oracle.check(asked, answer, about, permit);
    return answer;
  };
  ask.bytes = (text) => {
    request = { bytes: text };
    return asker.sendBytes(Buffer.from(text, 'latin1'));
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
    const [{ name, error, note, others, asker }] = group.sort((a, b) => (a.error.request?.target ?? '').length - (b.error.request?.target ?? '').length);
    console.log(`FAILED ${name} (${note})`);
    show(error, asker);
    if (options.all) for (const other of others ?? []) show(other, asker);
    if (group.length > 1) console.log(`  likewise: ${group.slice(1).map((one) => one.name).join(' · ')}`);
    console.log();
  }
}

function show(error, asker) {
  console.log(`  ${error instanceof Wrong ? error.message : error.stack}`);
  if (error.request?.bytes) console.log(`  printf '%b' ${JSON.stringify(error.request.bytes).replace(/\\u00/g, '\\x')} | nc ${asker.host} ${asker.port}`);
  else if (error.request) console.log(`  ${shortened(asCurl(asker, error.request))}`);
}

/** Bodies can be megabytes. */
function shortened(command) {
  return command.length > 3000 ? `${command.slice(0, 2000)} … ${command.length - 3000} characters … ${command.slice(-1000)}` : command;
}
