// Makes TypeScript types of the OpenAPI document, compiles the client in clients/typescript and the snippets of docs/front-ends.md with them under
// --strict, and runs both against a server. The snippets in C# must be those that clients/csharp runs.
//   NEWSAPI_KEY=... node front-ends.mjs BASE_URL
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const base = process.argv[2];
if (!base || !process.env.NEWSAPI_KEY) {
  console.error('usage: NEWSAPI_KEY=... node front-ends.mjs BASE_URL');
  process.exit(2);
}

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = join(here, 'clients/typescript');
const generated = join(folder, 'generated');
rmSync(generated, { recursive: true, force: true });
mkdirSync(generated);

let [passed, failed] = [0, 0];
const check = (what, isGood, detail = '') => {
  isGood ? passed++ : failed++;
  if (!isGood) console.log(`FAILED ${what}\n${detail}`);
  return isGood;
};
const run = (what, command, args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: here, encoding: 'utf8', timeout: 60_000 });
  return check(what, status === 0, stdout + stderr) && stdout.trim();
};

const snippets = [...readFileSync(join(here, '../../docs/front-ends.md'), 'utf8').matchAll(/^```(tsx?|js|csharp)\n(.*?)^```$/gms)]
  .map(([, language, code], index) => ({ language, code: code.replaceAll('http://localhost:5080', base), name: `front-ends-${index + 1}` }));
for (const { language, code, name } of snippets.filter((one) => one.language.startsWith('ts'))) writeFileSync(join(generated, `${name}.${language}`), code);

const types = run('types of the document', 'npx', ['openapi-typescript', join(here, '../../docs/openapi.json'), '--output', join(generated, 'newsapi.d.ts')]);
if (types !== false && run('tsc --strict', 'npx', ['tsc', '-p', folder]) !== false) {
  console.log(run('the client', process.execPath, [join(generated, 'out/client.js'), base]));
  for (const { language, code, name } of snippets) {
    if (language === 'ts') check(`${name} prints something`, run(name, process.execPath, [join(generated, 'out/generated', `${name}.js`)]));
    if (language === 'js') check(`${name} prints something`, run(name, process.execPath, ['--input-type=module', '--eval', code]));
  }
}

// Without indentation, which depends on where the lines stand, and with the address in place.
const plain = (code) => code.replace(/^\s+/gm, '').replaceAll(JSON.stringify(base), 'address');
const program = plain(readFileSync(join(here, 'clients/csharp/FrontEnds.cs'), 'utf8'));
for (const { code, name } of snippets.filter((one) => one.language === 'csharp')) check(`${name} is in clients/csharp/FrontEnds.cs`, program.includes(plain(code)), code);

console.log(`front ends: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
