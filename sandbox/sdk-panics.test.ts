import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { startSandbox } from './sandbox';

// The core of the SDK panics on these: the promise never settles, and the error ends the thread it is in.
const program = `
  const { workerData } = require('node:worker_threads');
  const { createClient } = require(workerData.sdk);
  createClient({ auth: workerData.token, integrationName: 'sandbox-tests', integrationVersion: '1.0.0' })
    .then((client) => client.vaults.list())
    .then((vaults) => process.exit(vaults.length === 1 ? 0 : 2));
`;

it.each(['none', 'empty', 'noPrimary', 'twoPrimaries'] as const)(
  'keysets that are wrong (%s) end the thread of the SDK',
  async (form) => {
    const sandbox = await startSandbox();
    sandbox.createVault({ name: 'Production' });
    if (form !== 'none') sandbox.injectFault({ kind: 'panickingKeysets', form, route: 'account/keysets' });
    const sdk = createRequire(import.meta.url).resolve('@1password/sdk');
    const worker = new Worker(program, { eval: true, workerData: { token: sandbox.mintToken().token, sdk } });
    const errors: unknown[] = [];
    worker.on('error', (error) => errors.push(error));
    const exitCode = await new Promise((resolve) => worker.on('exit', resolve));
    expect({ exitCode, errors: errors.map(String) }).toEqual(
      form === 'none'
        ? { exitCode: 0, errors: [] }
        : { exitCode: 1, errors: [expect.stringContaining('unreachable')] },
    );
    expect(sandbox.counts()).toMatchObject({ 'auth/complete': 1, 'account/keysets': 1 });
    await sandbox.close();
  },
);
