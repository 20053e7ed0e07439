// Lints OpenAPI documents with both linters; any error or warning fails.
//   node lint.mjs FILE… | BASE_URL
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const given = process.argv.slice(2);
if (given.length === 0) {
  console.error('usage: node lint.mjs FILE… | BASE_URL');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
try {
  const files = [];
  for (const one of given) {
    if (!/^https?:/.test(one)) {
      files.push(resolve(one));
      continue;
    }
    for (const name of ['v1.json', 'v1-3.0.json']) {
      const answer = await fetch(new URL(`/openapi/${name}`, one));
      if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
      files.push(join(folder, name));
      writeFileSync(files.at(-1), await answer.text());
    }
  }
  let failed = 0;
  for (const file of files) {
    failed += run('spectral', ['lint', '--ruleset', 'spectral.yaml', '--fail-severity', 'warn', file]);
    // It has no switch that makes warnings fail.
    failed += run('redocly', ['lint', '--config', 'redocly.yaml', '--format', 'json', '--max-problems', '1000', file], (out) => {
      const { totals, problems } = JSON.parse(out.slice(out.indexOf('{')));
      for (const problem of problems) console.log(`  ${problem.severity} ${problem.ruleId}: ${problem.message} at ${problem.location[0]?.pointer ?? ''}`);
      return totals.errors + totals.warnings === 0;
    });
  }
  console.log(`lint: ${files.length * 2 - failed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

/** 1 when the linter finds something, else 0. */
function run(tool, args, isGood = (out) => (console.log(out.trim()), true)) {
  console.log(`${tool} ${args.at(-1)}`);
  const { status, stdout, stderr } = spawnSync(join(here, 'node_modules/.bin', tool), args, {
    cwd: here,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  let good = false;
  try {
    good = isGood(stdout);
  } catch {
    console.log(stdout);
  }
  if (status !== 0) console.log(stderr.trim());
  return good && status === 0 ? 0 : 1;
}
