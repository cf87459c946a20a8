import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startSandbox } from './sandbox';
import { signInRaw } from './testing/raw-client';

describe('the state file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  const statePath = join(folder, 'deep', 'account.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps vaults, items, keys, tokens, access and revocations over a restart', async () => {
    const first = await startSandbox({ statePath });
    expect(first.isRestored).toBe(false);
    const vault = first.createVault({ name: 'Production' }).id;
    const item = first.createItem({ vault, title: 'Stripe', fields: [{ label: 'key', value: 'sk' }] }).id;
    const all = first.mintToken({ canWrite: true });
    const none = first.mintToken({ name: 'none', vaults: [] });
    first.revokeToken(none.serviceAccountId);
    const summary = first.summary();
    await first.close();

    const port = Number(new URL(first.address).port);
    const second = await startSandbox({ statePath, port });
    expect(second.isRestored).toBe(true);
    expect(second.summary()).toEqual(summary);
    expect(second.tokens()).toEqual([all, none]);
    const client = await signInRaw(all.token);
    const path = `/api/v1/vault/${vault}/item/${item}`;
    expect(await client.send({ method: 'GET', path })).toMatchObject({
      status: 200,
      body: { item: { uuid: item } },
    });
    await second.close();
  });

  it('is written by itself after a change, for its owner alone', async () => {
    const sandbox = await startSandbox({ statePath });
    sandbox.createVault({ name: 'Unmistakable' });
    await expect.poll(() => readFileSync(statePath, 'utf8')).toContain('Unmistakable');
    expect(statSync(statePath).mode & 0o777).toBe(0o600);
    await sandbox.close();
  });

  it.each(['not JSON', '{"version":2}', '{}'])(
    'that holds something else is refused and left alone: %s',
    async (text) => {
      const other = join(folder, 'other.json');
      writeFileSync(other, text);
      await expect(startSandbox({ statePath: other })).rejects.toThrow('holds no account of the sandbox');
      expect(readFileSync(other, 'utf8')).toBe(text);
    },
  );
});
