import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const versions = ['varlock@1.20.0', '@varlock/1password-plugin@2.0.4'];
const node = 'node@24';

/**
 * Installs varlock and its 1Password plugin, at these versions, in a folder of their own under `.setup` and answers with a
 * run: how long `varlock load` takes, as a process, to print all references' values. It runs on a newer Node than ours.
 */
export async function prepareVarlock(): Promise<
  (token: string, references: readonly string[]) => Promise<number>
> {
  const folder = join('.setup', 'bench', 'varlock');
  if (!existsSync(join(folder, 'node_modules', 'varlock'))) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"name":"bench-varlock","private":true}');
    execFileSync('npm', ['install', '--save-exact', '--ignore-scripts', '--no-audit', ...versions], {
      cwd: folder,
      stdio: 'ignore',
    });
  }
  const program = execFileSync('npx', ['-y', '-p', node, 'node', '-p', 'process.execPath'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return (token, references) => load(program, folder, token, references);
}

async function load(
  program: string,
  folder: string,
  token: string,
  references: readonly string[],
): Promise<number> {
  const lines = references.map((reference, at) => `REF_${at}=op("${reference}")`);
  const head = '# @plugin(@varlock/1password-plugin)\n# @initOp(token=$OP_TOKEN)\n# ---\n';
  const tokenLine = '# @type=opServiceAccountToken @sensitive @internal\nOP_TOKEN=\n';
  await writeFile(join(folder, '.env.schema'), `${head}${tokenLine}${lines.join('\n')}\n`);
  const startedMs = performance.now();
  const { stdout } = await promisify(execFile)(
    program,
    [join('node_modules', 'varlock', 'bin', 'cli.js'), 'load', '--format', 'json'],
    {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, OP_TOKEN: token, VARLOCK_TELEMETRY_DISABLED: 'true', NODE_OPTIONS: '' },
    },
  );
  const tookMs = performance.now() - startedMs;
  const found = Object.values(Object(JSON.parse(stdout))).filter((value) =>
    String(value).startsWith('value of'),
  );
  if (found.length !== references.length)
    throw new Error(`varlock found ${found.length} of ${references.length}`);
  return tookMs;
}
