import { afterEach, expect, it } from 'vitest';
import { useTestApi } from '@/lib/api/testing/use-api';
import { listAttention } from '@/lib/attention/list';
import { attentionSchema } from '@/lib/attention/schema';
import { withBroken } from '@/lib/connections/broken';
import { getConnection } from '@/lib/connections/get';
import { listConnections } from '@/lib/connections/list';
import type { listStates } from '@/lib/connections/names';
import { listPlaces } from '@/lib/connections/places';
import { testConnection } from '@/lib/connections/test';
import { bind, sourceOf, untilConfirmed, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, support } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { closeBreaker } from '@/lib/managers/close-breaker';
import { listManagers } from '@/lib/managers/list';
import { isTroubled } from '@/lib/managers/status';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { checkReference } from '@/lib/secrets/check';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { countFindings, listFindings } from './findings';
import { getScan } from './get';
import { refreshLearnedNames } from './refresh-learned-names';
import { scanManager } from './scan';

useTestDatabase();
const account = useTestAccount();
const api = useTestApi();
const minuteMs = 60_000;
// Each step asks some twenty verbs, for three callers.
const patience = { timeout: 5 * minuteMs };

afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

interface Story {
  desk: Desk;
  key: string;
}

/** A connection with one bound field that is in use, and a clock to move. */
async function begin() {
  const time = manualClock(Date.now());
  setClock(time);
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const key = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
  await valuesOf(key);
  const item = account.sandbox.findItem(desk.vaultId, 'API');
  const read = async () => {
    time.advance(10 * minuteMs);
    const first = await sourceOf(key, 'token').catch(() => undefined);
    if (first?.confirming) await untilConfirmed(desk);
    return valuesOf(key).then(
      () => 'ok',
      ({ code }: { code: string }) => code,
    );
  };
  return { time, desk, key, item, read };
}

/** What every page says for a caller, once it is sure that none says anything else than the others. */
async function told({ desk, key }: Story, caller: Caller = admin) {
  const { id } = desk.manager;
  const view = await getConnection({ caller, input: { key } });
  const isListed = async (state: (typeof listStates)[number]) =>
    (await listConnections({ caller, input: { search: key, state } })).items.length > 0;
  const listed = (await listConnections({ caller, input: { search: key } })).items;
  const findings = (await listFindings({ caller, input: { connection: key } })).items;
  const ofManager = (await listFindings({ caller, input: { secretManagerId: id } })).items;
  const counts = await countFindings({ caller });
  const scan = await getScan({ caller, input: { id } });
  const places = (await listPlaces({ caller, input: { secretManagerId: id } })).items;
  const manager = (await listManagers({ caller, input: { limit: 200 } })).items.find(
    (each) => each.id === id,
  );
  const overApi = await api.asAdmin('GET', `/api/v1/connections/${key}`);
  const overApiCounts = await api.asAdmin('GET', '/api/v1/references/findings/counts');

  const broken = view.broken.length;
  expect(listed).toEqual([view]);
  expect(overApi.body).toMatchObject({ broken: view.broken.map(({ kind }) => ({ kind })) });
  expect(
    findings.map(({ field, kind, message, isFailing, since }) => ({
      field,
      kind,
      message,
      isFailing,
      since,
    })),
  ).toEqual(view.broken);
  expect(ofManager).toEqual(findings);
  expect(await isListed('broken')).toBe(broken > 0);
  expect((await withBroken(caller)).includes(view.id)).toBe(broken > 0);
  expect(counts.bySecretManager[id] ?? 0).toBe(broken);
  expect(overApiCounts.body).toMatchObject({ bySecretManager: broken > 0 ? { [id]: broken } : {} });
  expect(scan.openFindings).toBe(broken);
  expect(places.map((place) => place.broken)).toEqual([broken]);
  const isDown = manager !== undefined && isTroubled(manager);
  expect(view.managersInTrouble.map(({ status }) => status)).toEqual(isDown ? [manager.status] : []);
  expect(await isListed('manager_in_trouble')).toBe(isDown);
  const unserved = view.managersInTrouble.flatMap(({ unservedFields }) => unservedFields);
  expect(await isListed('unserved')).toBe(unserved.length > 0);
  const attention = [
    await listAttention({ caller }),
    attentionSchema.parse((await api.asAdmin('GET', '/api/v1/attention')).body),
  ];
  for (const { items } of attention) {
    const about = (kind: string, ofId: string) =>
      items.filter(({ subject }) => subject.kind === kind && subject.id === ofId);
    const broke = about('connection', key).filter(({ kind }) => kind === 'reference_broken');
    expect(broke.flatMap(({ fields }) => fields)).toEqual(view.broken.map(({ field }) => field));
    const failing = about('connection', key).filter(({ kind }) => kind === 'connection_unserved');
    expect(failing.flatMap(({ fields }) => fields)).toEqual(unserved);
    expect(about('secret_manager', id).filter((item) => item.id === `manager:${id}`)).toHaveLength(
      isDown ? 1 : 0,
    );
  }
  return [...view.broken.map(({ kind }) => kind), ...view.managersInTrouble.map(({ status }) => status)];
}

it(
  'tells one truth on every page, from an item that is archived to one that reads again',
  patience,
  async () => {
    const story = await begin();
    const { desk, key, item, read } = story;
    expect(await told(story)).toEqual([]);

    account.sandbox.archiveItem(item);
    expect(await told(story)).toEqual([]);
    expect(await read()).toBe('secret_not_found');
    for (const caller of [admin, builder, support]) expect(await told(story, caller)).toEqual(['missing']);
    const since = (await getConnection({ caller: admin, input: { key } })).broken[0]?.since;

    expect(await read()).toBe('secret_not_found');
    expect((await getConnection({ caller: admin, input: { key } })).broken[0]?.since).toBe(since);
    await scanManager({ caller: admin, input: { id: desk.manager.id } });
    expect(await told(story)).toEqual(['archived']);
    expect((await getConnection({ caller: admin, input: { key } })).broken[0]?.since).toBe(since);

    account.sandbox.restoreItem(item);
    expect(await told(story)).toEqual(['archived']);
    expect(await read()).toBe('ok');
    for (const caller of [admin, builder, support]) expect(await told(story, caller)).toEqual([]);

    await refreshLearnedNames();
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    expect(await told(story)).toEqual([]);
  },
);

it(
  'tells one truth of a secret manager whose token is revoked and replaced, and of an outage and its end',
  patience,
  async () => {
    const story = await begin();
    const { desk, read, time } = story;
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    expect(await read()).toBe('provider_denied');
    for (const caller of [admin, builder, support]) expect(await told(story, caller)).toEqual(['refused']);

    const { token } = account.sandbox.mintToken({ vaults: [desk.vaultId] });
    await updateManager({
      caller: admin,
      input: { id: desk.manager.id, patch: { config: { serviceAccountToken: token } } },
    });
    expect(await told(story)).toEqual([]);
    expect(await read()).toBe('ok');
    expect(await told(story)).toEqual([]);

    const fault = account.sandbox.injectFault({ route: '*', kind: 'status', status: 503 });
    expect(await read()).toBe('ok');
    expect(await told(story)).toEqual(['unreachable']);
    account.sandbox.clearFaults(fault.id);
    time.advance(10 * minuteMs);
    expect(await read()).toBe('ok');
    expect(await told(story)).toEqual([]);
  },
);

it.each(['a check', 'a test'] as const)(
  'closes what is broken by %s that finds it again, whatever is cached',
  async (way) => {
    const story = await begin();
    const { desk, key, item, read, time } = story;
    const { fields } = await getConnection({ caller: admin, input: { key } });
    const bound = Object(fields.token);
    const look = () =>
      way === 'a test'
        ? testConnection({ caller: admin, input: { key } })
        : checkReference({
            caller: support,
            input: { secretManagerId: desk.manager.id, reference: bound.reference },
          });
    account.sandbox.archiveItem(item);
    expect(await read()).toBe('secret_not_found');
    account.sandbox.restoreItem(item);
    time.advance(5_000);
    await look();
    expect(await told(story)).toEqual([]);

    account.sandbox.archiveItem(item);
    await scanManager({ caller: admin, input: { id: desk.manager.id } });
    expect(await told(story)).toEqual(['archived']);
    account.sandbox.restoreItem(item);
    time.advance(5_000);
    await look();
    expect(await told(story)).toEqual([]);
  },
);

it('has the next read ask again for what a scan found although a read had failed', async () => {
  const story = await begin();
  const { desk, key, item, read, time } = story;
  account.sandbox.archiveItem(item);
  expect(await read()).toBe('secret_not_found');
  account.sandbox.restoreItem(item);
  time.advance(1_000);
  await closeBreaker({ caller: admin, input: { id: desk.manager.id } });
  await scanManager({ caller: admin, input: { id: desk.manager.id } });
  expect(await told(story)).toEqual([]);
  expect(await valuesOf(key)).toEqual({ token: 'v' });
});
