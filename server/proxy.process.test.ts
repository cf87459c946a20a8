import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '@/lib/probes/testing/certificate';
import type { Sandbox } from '@/sandbox/handle';
import { startSandbox } from '@/sandbox/sandbox';
import { type ForwardProxy, forward, startForwardProxy } from '@/sandbox/testing/forward-proxy';
import { buildServer } from '@/scripts/build-server.mjs';
import { launch } from '@/scripts/launch.mjs';
import { freePort } from '../scripts/port.mjs';

const adminKey = `lk_${'a'.repeat(40)}`;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-proxy-'));
const output = join(folder, 'output.log');
const certificate = makeCertificate(['account.test']);
let sandbox: Sandbox;
let proxy: ForwardProxy;
let child: ChildProcess;
let port = 0;

const front = createServer(certificate, (incoming, response) =>
  forward({ incoming, response, port: Number(new URL(sandbox.address).port), path: incoming.url ?? '/' }),
);

beforeAll(async () => {
  await buildServer(['server', 'product', 'sdk-worker', 'database-worker']);
  sandbox = await startSandbox({ names: ['account.test'] });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const hosts = { 'account.test:443': Number(Object(front.address()).port) };
  proxy = await startForwardProxy({ hosts, wants: 'me:canary' });
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, certificate.cert);
  port = await freePort();
  const written = openSync(output, 'w');
  child = launch({
    file: 'dist/server.mjs',
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      LATCHKEY_ROLE: 'resolver',
      NODE_EXTRA_CA_CERTS: authority,
    },
    settings: {
      LATCHKEY_ADMIN_API_KEY: adminKey,
      LATCHKEY_SIGN_IN_HOSTS: 'https://account.test',
      HTTPS_PROXY: proxy.address.replace('//', '//me:canary@'),
    },
    stdio: ['ignore', written, written],
  });
  for (let isReady = false; !isReady; ) {
    if (child.exitCode !== null) throw new Error(readFileSync(output, 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    isReady = await fetch(`http://127.0.0.1:${port}/api/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
});

afterAll(async () => {
  if (child.exitCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
  await proxy.close();
  front.closeAllConnections();
  front.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform !== 'linux')('the product behind a company’s proxy', () => {
  it('connects through it, by an authority of NODE_EXTRA_CA_CERTS', async () => {
    const minted = sandbox.mintToken().token;
    const content = JSON.parse(Buffer.from(minted.slice(4), 'base64').toString());
    const there = JSON.stringify({ ...content, signInAddress: 'https://account.test' });
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/secret-managers/test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        provider: 'onepassword',
        config: { serviceAccountToken: `ops_${Buffer.from(there).toString('base64url')}` },
      }),
    });
    expect(await answer.json()).toMatchObject({
      ok: true,
      account: { signInAddress: 'https://account.test' },
    });
    expect(proxy.seen[0]).toMatchObject({ asked: 'CONNECT account.test:443', answered: 200 });
  });

  it('has the proxy’s password in no environment and in nothing that it writes', () => {
    expect(readFileSync(`/proc/${child.pid}/environ`, 'utf8')).not.toMatch(/canary|PROXY/);
    expect(readFileSync(output, 'utf8')).toContain('server.started');
    expect(readFileSync(output, 'utf8')).not.toMatch(/canary|Y2FuYXJ5/);
  });
});
