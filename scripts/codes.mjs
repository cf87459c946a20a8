// node scripts/codes.mjs [test files]: runs tests on the embedded database and compares the error codes that they provoke
// with those that the API's description names. Ends with 1 when one was given that is not named; lists those that are
// named and that nothing gave. Without files: all of them, which takes as long as the tests do.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBundled } from './openapi/bundled.mjs';
import { CommandFailure, runPackage } from './run.mjs';
import { setUpPackages } from './setup.mjs';
import { runMain } from './step.mjs';

// Given by the server before any operation, or by what no test breaks in each of them.
const everywhere = ['misdirected', 'internal', 'overloaded', 'storage_full', 'storage_read_only'];

await runMain(async () => {
  await setUpPackages();
  const operations = JSON.parse(await runBundled('scripts/openapi/print-codes.ts'));
  const given = await givenCodes(process.argv.slice(2));
  let wrong = 0;
  for (const { operationId, verb, codes, own } of operations) {
    const byVerb = [...(given.get(`verb ${verb}`) ?? [])].filter(
      // The route of a verb without input hands it none.
      (code) => code !== 'invalid_input' || codes.includes(code),
    );
    const found = new Set([...byVerb, ...(given.get(`api ${operationId}`) ?? [])]);
    const unnamed = [...found].filter((code) => !codes.includes(code));
    const missing = codes.filter((code) => !found.has(code) && !everywhere.includes(code));
    wrong += unnamed.length;
    if (unnamed.length > 0) console.log(`${operationId}: GIVEN, NOT NAMED: ${unnamed.join(', ')}`);
    if (missing.length > 0) {
      const words = missing.map((code) => (own.includes(code) ? code : `(${code})`));
      console.log(`${operationId}: named, given by no test: ${words.join(', ')}`);
    }
  }
  console.log(`${wrong} given and not named. In parentheses: what follows from the form of the operation.`);
  if (wrong > 0) process.exitCode = 1;
});

/** Error codes by `verb name` and `api operation`. */
async function givenCodes(files) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-codes-'));
  try {
    const args = ['run', '--project', 'embedded', '--silent', '--reporter=dot', ...files];
    await runPackage('vitest/vitest.mjs', args, {
      env: { LATCHKEY_CODES_FOLDER: folder, NO_COLOR: '1' },
    }).catch((error) => {
      if (!(error instanceof CommandFailure)) throw error;
      console.log(error.output.slice(-4_000));
      process.exitCode = 1;
    });
    const given = new Map();
    for (const file of readdirSync(folder)) {
      const kind = file.startsWith('api-') ? 'api' : 'verb';
      for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
        const [name, code] = line.split(' ');
        const key = `${kind} ${name}`;
        given.set(key, (given.get(key) ?? new Set()).add(code));
      }
    }
    return given;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
