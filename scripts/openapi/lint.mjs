// The API's description, held against two linters. Alone: node scripts/openapi/lint.mjs
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandFailure, root, runPackage } from '../run.mjs';
import { runBundled } from './bundled.mjs';

const document = '.setup/openapi.json';
// Neither asks for newer versions of itself, nor tells anybody that it ran.
const env = { REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off', NO_COLOR: '1' };

/** Writes the description to .setup/openapi.json, without a database, and returns the path. */
export async function writeDescription() {
  const text = await runBundled('scripts/openapi/print-description.ts');
  await writeFile(join(root, document), text);
  return document;
}

/** Throws a CommandFailure with what they say when a linter has an error or a warning. */
export async function lintDescription() {
  const path = await writeDescription();
  await runPackage(
    '@stoplight/spectral-cli/dist/index.js',
    ['lint', '--fail-severity=hint', '--ruleset=scripts/openapi/spectral.yaml', path],
    { env },
  );
  // Redocly ends with 0 when it has warnings alone.
  const said = await runPackage(
    '@redocly/cli/bin/cli.js',
    ['lint', '--config=scripts/openapi/redocly.yaml', '--format=json', path],
    { env },
  );
  const { totals, problems } = JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1));
  if (totals.errors + totals.warnings === 0) return;
  throw new CommandFailure('redocly lint', JSON.stringify(problems, undefined, 2), 'warnings');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await lintDescription();
    console.log('no errors, no warnings');
  } catch (error) {
    console.error(error instanceof CommandFailure ? error.output : error);
    process.exitCode = 1;
  }
}
