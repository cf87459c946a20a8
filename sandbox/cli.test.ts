import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from './testing/sign-in';

type Report = {
  address: string;
  token: string;
  isRestored: boolean;
  vaults: { name: string; items: number }[];
};

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
  const program = join(folder, 'sandbox.mjs');
  const state = join(folder, 'account.json');
  const tokenFile = join(folder, 'token');
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    const entry = fileURLToPath(new URL('./cli.ts', import.meta.url));
    await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: program });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  };
  const start = async (port: string) => {
    const child = run('--port', port, '--json', '--state', state, '--token-file', tokenFile);
    const [line] = await once(child.stdout, 'data');
    const report: Report = JSON.parse(String(line));
    return { child, report };
  };
  const stop = async (child: ChildProcess) => {
    child.kill('SIGTERM');
    return (await once(child, 'exit'))[0];
  };

  it('starts with a company in it, and keeps token, ids and changes over a restart', async () => {
    const first = await start('0');
    const { address, token, vaults } = first.report;
    expect(vaults.map((vault) => vault.name)).toEqual(['Production', 'Staging', 'Shared']);
    expect(readFileSync(tokenFile, 'utf8').trim()).toBe(token);
    expect([tokenFile, state].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    const client = await signIn(token);
    expect(await client.secrets.resolve('op://Production/Stripe/Secret Key')).toMatch(/^sk_live_SANDBOX/);
    expect(await client.secrets.resolve('op://Shared/Database/password')).toMatch(/^SANDBOX/);
    const change = { vault: 'Production', item: 'Stripe', field: 'Secret Key', value: 'sk_changed' };
    await fetch(`${address}/sandbox/items/update`, { method: 'POST', body: JSON.stringify(change) });
    expect(await stop(first.child)).toBe(0);

    const second = await start(new URL(address).port);
    expect(second.report).toEqual({ ...first.report, isRestored: true });
    expect(await client.secrets.resolve('op://Production/Stripe/Secret Key')).toBe('sk_changed');
    expect(await client.secrets.resolve('op://Shared/VPN/office.ovpn')).toContain('remote');
    await stop(second.child);
  });

  it('prints address, vaults and token for people', async () => {
    const child = run('--port', '0');
    const [text] = await once(child.stdout, 'data');
    expect(String(text)).toMatch(/http:\/\/127\.0\.0\.1:\d+ .*Production \(\d+ items\).*\nops_\w+/s);
    await stop(child);
  });

  it.each([
    ['--port', 'high'],
    ['--host', '0.0.0.0'],
    ['--nonsense', 'x'],
  ])('says what is wrong with %s %s and ends', async (option, value) => {
    const child = run(option, value);
    const [text] = await once(child.stderr, 'data');
    expect(String(text)).toContain('The sandbox did not start');
    expect((await once(child, 'exit'))[0]).toBe(1);
  });

  it('explains itself', async () => {
    const child = run('--help');
    const [text] = await once(child.stdout, 'data');
    expect(String(text)).toContain('--token-file');
  });
});
