import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { useTestApi } from './testing/use-api';

const itemCount = 33;
const labels = ['user', 'password', 'token'];

useTestDatabase();
const account = useTestAccount(60_000);
const { asAdmin, asWorkload } = useTestApi();

interface Fleet {
  managerId: string;
  vaultId: string;
  itemIds: string[];
  /** Requests of the account so far. */
  spent(): number;
}

async function connect(name: string): Promise<Fleet> {
  const { sandbox } = account;
  const { id: vaultId } = sandbox.createVault({ name });
  const itemIds = Array.from({ length: itemCount }, (_, at) => {
    const fields = labels.map((label) => ({ label, type: 'Concealed' as const, value: `${label} ${at}` }));
    return sandbox.createItem({ vault: vaultId, title: `Item ${at}`, category: 'ApiCredentials', fields }).id;
  });
  const { token, serviceAccountId } = sandbox.mintToken({ vaults: [vaultId] });
  const { status, body } = await asAdmin('POST', '/api/v1/secret-managers', {
    name,
    provider: 'onepassword',
    config: { serviceAccountToken: token },
  });
  expect(status).toBe(201);
  const spent = () => Object.values(sandbox.counts(serviceAccountId)).reduce((sum, count) => sum + count, 0);
  return { managerId: String(body.id), vaultId, itemIds, spent };
}

function create(key: string, secretManagerId: string, reference: string) {
  return asAdmin('POST', '/api/v1/connections', {
    key,
    name: key,
    app: 'custom',
    scope: 'platform',
    fields: { secret: { secretManagerId, reference } },
  });
}

const fleets: { byNames?: Fleet; byIds?: Fleet; atOnce?: Fleet } = {};
beforeAll(async () => {
  fleets.byNames = await connect('Fleet by names');
  fleets.byIds = await connect('Fleet by ids');
  fleets.atOnce = await connect('Fleet at once');
});

describe('a fleet of 99 connections to 33 items', () => {
  it.each([
    ['names', 'byNames', (name: string, at: number) => `op://Fleet by ${name}/Item ${at}`],
    ['ids', 'byIds', (_: string, at: number) => `op://${fleets.byIds?.vaultId}/${fleets.byIds?.itemIds[at]}`],
  ] as const)(
    'bound by %s, one after the other, costs what its items cost',
    async (kind, which, itemOf) => {
      const fleet = fleets[which];
      if (!fleet) throw new Error('the fleet is connected');
      const before = fleet.spent();
      for (let at = 0; at < itemCount; at += 1) {
        for (const label of labels) {
          const { status, text } = await create(
            `${which.toLowerCase()}-${at}-${label}`,
            fleet.managerId,
            `${itemOf(kind, at)}/${label}`,
          );
          expect([status, status === 201 ? '' : text]).toEqual([201, '']);
        }
      }
      const bound = fleet.spent();
      for (let at = 0; at < itemCount; at += 1) {
        for (const label of labels) {
          const key = `${which.toLowerCase()}-${at}-${label}`;
          const { body } = await asWorkload('POST', `/api/v1/connections/${key}/resolve`);
          expect(body.fields).toEqual({ secret: `${label} ${at}` });
        }
      }
      console.info(
        `99 connections by ${kind}: ${bound - before} requests, and ${fleet.spent() - bound} to read them`,
      );
      expect(bound - before).toBeLessThanOrEqual(5);
      expect(fleet.spent() - bound).toBeLessThanOrEqual(1);
    },
    240_000,
  );

  it('looked up all at once costs no more', async () => {
    const fleet = fleets.atOnce;
    if (!fleet) throw new Error('the fleet is connected');
    const before = fleet.spent();
    const answers = await Promise.all(
      Array.from({ length: itemCount * labels.length }, (_, n) => {
        const reference = `op://Fleet at once/Item ${n % itemCount}/${labels[n % labels.length]}`;
        return asAdmin('POST', '/api/v1/references/check', { secretManagerId: fleet.managerId, reference });
      }),
    );
    expect(new Set(answers.map(({ body }) => body.ok))).toEqual(new Set([true]));
    expect(fleet.spent() - before).toBeLessThanOrEqual(5);
  });
});
