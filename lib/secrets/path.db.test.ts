import { beforeAll, describe, expect, it } from 'vitest';
import { createConnection } from '@/lib/connections/create';
import { valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, ofTeam, readerOf, support, team, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk, grantAll } from '@/lib/connections/testing/desk';
import type { LatchkeyError } from '@/lib/kernel/errors';
import { setAccess } from '@/lib/managers/access';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { patternSet } from '@/lib/providers/patterns';
import { useTestAccount } from '@/lib/providers/testing/account';
import { checkReference } from './check';
import { resolveReferences } from './resolve';
import { suggestReferences } from './suggest';

useTestDatabase();
const account = useTestAccount();

const odd = {
  'R&D [eu]: a/b?': { 'key #1 @ 50%': 'one' },
  'Пароли 🔑': { ключ: 'two' },
  'Caf\u00e9': { token: 'three' },
  Stripe: { 'Secret Key': 'four', 'Webhook Secret': 'five' },
  'Twin+': { same: 'six' },
  'TWIN+': { same: 'seven' },
};

let desk: Desk;
beforeAll(async () => {
  desk = await connectDesk(account.sandbox, odd);
});

const check = (path: string[], caller = builder) =>
  checkReference({ caller, input: { secretManagerId: desk.manager.id, path } });
const checkText = (reference: string, caller = builder) =>
  checkReference({ caller, input: { secretManagerId: desk.manager.id, reference } });
const suggest = (reference: string, caller = builder) =>
  suggestReferences({ caller, input: { secretManagerId: desk.manager.id, reference, connection: ofTeam } });
const shown = async (reference: string, caller = builder) => {
  const { kind, offers } = await suggest(reference, caller);
  return [kind, ...offers.map((offer) => offer.shownReference)];
};
const grant = (...patterns: string[]) =>
  setAccess({ caller: admin, input: { id: desk.manager.id, projects: [{ projectId: team.id, patterns }] } });
let made = 0;
const create = (reference: string) => {
  made += 1;
  return createConnection({
    caller: builder,
    input: {
      key: `made-${made}`,
      name: 'Made',
      app: 'custom',
      ...ofTeam,
      fields: { secret: { secretManagerId: desk.manager.id, reference } },
    },
  });
};

describe('a path', () => {
  it.each([
    ['R&D [eu]: a/b?', 'key #1 @ 50%'],
    ['Пароли 🔑', 'ключ'],
    ['ПАРОЛИ 🔑', 'Ключ'],
    ['Cafe\u0301', 'token'],
    ['CAF%C3%89', 'TOKEN'],
    ['Stripe', 'Secret Key'],
  ])('finds %j / %j by its names', async (item, field) => {
    const result = await check([desk.manager.name, item, field]);
    expect(result).toMatchObject({
      ok: true,
      reference: { ids: expect.stringMatching(/^op:\/\/[a-z2-7]{26}\//) },
    });
  });

  it('takes an empty section, which is the nameless one, and one that is there alone', async () => {
    expect(await check([desk.manager.name, 'Caf\u00e9', '', 'token'])).toMatchObject({ ok: true });
    expect(await check([desk.manager.name, 'Caf\u00e9', 'Other', 'token'])).toMatchObject({
      ok: false,
      code: 'secret_not_found',
    });
  });

  it('is bound by ids, shown by names, and resolved', async () => {
    const secretManagerId = desk.manager.id;
    const path = [desk.manager.name, 'R&D [eu]: a/b?', 'key #1 @ 50%'];
    const view = await createConnection({
      caller: builder,
      input: {
        key: 'by-path',
        name: 'By path',
        app: 'custom',
        ...ofTeam,
        fields: { secret: { secretManagerId, path } },
      },
    });
    expect(view.fields.secret).toMatchObject({
      reference: expect.stringMatching(/^op:\/\/[a-z2-7]{26}\//),
      shownReference: `op://${desk.manager.name}/R&D [eu]: a/b?/key #1 @ 50%`,
      isVerified: true,
    });
    expect(await valuesOf('by-path')).toEqual({ secret: 'one' });
  });

  it('is resolved for a workload that may read it by naming it, and for no other', async () => {
    const path = [desk.manager.name, 'R&D [eu]: a/b?', 'key #1 @ 50%'];
    const input = {
      secretManagerId: desk.manager.id,
      references: [{ path }, { path: [...path.slice(0, 2), 'gone@'] }],
    };
    const { results } = await resolveReferences({ caller: readerOf(desk.manager), input });
    expect(results).toMatchObject([
      { reference: `op://${path.join('/')}`, ok: true, source: expect.any(String) },
      { ok: false, error: { code: 'secret_not_found' } },
    ]);
    const narrow = new Map([[desk.manager.id, patternSet([`op://${desk.manager.name}/Stripe/*`])]]);
    const refused = await resolveReferences({ caller: { ...workload, references: narrow }, input });
    expect(refused.results.map((result) => !result.ok && result.error.code)).toEqual([
      'secret_forbidden',
      'secret_forbidden',
    ]);
  });

  it('names the letter before the case, and is ambiguous where neither decides', async () => {
    expect(await check([desk.manager.name, 'TWIN+', 'same'])).toMatchObject({ titles: { item: 'TWIN+' } });
    expect(await check([desk.manager.name, 'twin+', 'same'])).toMatchObject({ code: 'secret_ambiguous' });
  });

  it('costs the listings on the way once, and nothing while they are in memory', async () => {
    const other = await connectDesk(account.sandbox, { 'A&B': { 'p@ss': 'x', 'q@ss': 'y' } });
    const path = (field: string) => ({
      secretManagerId: other.manager.id,
      path: [other.manager.name, 'A&B', field],
    });
    expect(await checkReference({ caller: admin, input: path('p@ss') })).toMatchObject({ ok: true });
    account.sandbox.clearLog();
    expect(await checkReference({ caller: admin, input: path('gone@') })).toMatchObject({ ok: false });
    expect(account.sandbox.requests()).toEqual([]);
  });

  it.each([
    [['a', 'b']],
    [['a', 'b', 'c', 'd', 'e']],
    [['', 'b', 'c']],
    [['a', '', 'c', 'd']],
    [['a', 'b', 'c', '']],
  ])('is no %j', async (path) => {
    await expect(check(path)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('stands in place of a reference, not beside it', async () => {
    const input = { secretManagerId: desk.manager.id, path: ['a', 'b', 'c'], reference: 'op://a/b/c' };
    await expect(checkReference({ caller: builder, input })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('finds for nobody what they may not use, and says the same where nothing is', async () => {
    await grant(`op://${desk.manager.name}/Stripe/*`);
    const refusals = await Promise.all([
      check([desk.manager.name, 'Пароли 🔑', 'ключ']),
      check([desk.manager.name, 'Пароли 🔒', 'ключ']),
    ]);
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject({ ok: false, code: 'secret_forbidden' });
    await grantAll(desk.manager);
  });
});

describe('a reference with other characters', () => {
  it('says to use a path', async () => {
    const says = expect.stringContaining('path: ["vault", "item", "field"]');
    expect(await checkText(`op://${desk.manager.name}/R&D/key`)).toMatchObject({
      code: 'reference_invalid',
      message: says,
    });
  });

  it.each([
    [(vault: string) => `op://${vault}/R&D [eu]: a/b?/key #1 @ 50%`, 'R&D [eu]: a/b?/key #1 @ 50%'],
    [(vault: string) => `"op://${vault}/Caf%C3%A9/token" `, 'Caf\u00e9/token'],
    [(vault: string) => `op://${vault.toUpperCase()}/Пароли 🔑/КЛЮЧ`, 'Пароли 🔑/ключ'],
  ])('is looked up in what is listed, however a slash cuts it', async (text, found) => {
    expect(await shown(text(desk.manager.name))).toEqual(['same', `op://${desk.manager.name}/${found}`]);
  });
});

describe('what is near', () => {
  it.each([
    ['one letter off', (vault: string) => `op://${vault}/Strpe/Secret Key`, 'Secret Key'],
    ['a plural', (vault: string) => `op://${vault}/Stripe/Secret Keys`, 'Secret Key'],
    ['another case and signs', (vault: string) => `op://${vault}/stripe/webhook_secret`, 'Webhook Secret'],
    ['vault and item exchanged', (vault: string) => `op://Stripe/${vault}/Secret Key`, 'Secret Key'],
    ['another vault', () => 'op://Somewhere Else/Stripe/Secret Key', 'Secret Key'],
    ['a section that is not there', (vault: string) => `op://${vault}/Stripe/Live/Secret Key`, 'Secret Key'],
  ])('is offered for %s', async (_, text, field) => {
    const [kind, first, ...others] = await shown(text(desk.manager.name));
    expect([kind, first]).toEqual(['near', `op://${desk.manager.name}/Stripe/${field}`]);
    expect(others.length).toBeLessThan(3);
  });

  it('is nothing where nothing is near', async () => {
    expect(await shown(`op://${desk.manager.name}/Kubernetes/config`)).toEqual(['near']);
  });

  it('is told with the error of a check and of a bind, by names', async () => {
    const didYouMean = [`op://${desk.manager.name}/Stripe/Secret Key`];
    const slip = `op://${desk.manager.name}/Stripe/Secrt Key`;
    expect(await checkText(slip)).toMatchObject({ ok: false, code: 'secret_not_found', didYouMean });
    const error = await create(slip).catch((thrown: LatchkeyError) => thrown);
    expect(error).toMatchObject({ code: 'secret_not_found', details: { didYouMean } });
  });

  it('is asked for by nobody: what is not listed is not told', async () => {
    const other = await connectDesk(account.sandbox, { Stripe: { key: 'x' } });
    const reference = `op://${other.manager.name}/Stripe/kye`;
    const input = { secretManagerId: other.manager.id, reference };
    const result = await checkReference({ caller: admin, input });
    expect(result).toMatchObject({ code: 'secret_not_found' });
    expect(result).not.toHaveProperty('didYouMean');
  });

  it('is told to nobody who may not look around, nor what they may not use', async () => {
    const slip = `op://${desk.manager.name}/Stripe/Secrt Key`;
    expect(await checkText(slip, support)).not.toHaveProperty('didYouMean');
    await expect(suggest(slip, support)).rejects.toMatchObject({ code: 'forbidden' });
    await grant(`op://${desk.manager.name}/Stripe/Webhook Secret`, `op://${desk.manager.name}/Stripe/Secr*`);
    expect(await shown(`op://${desk.manager.name}/Stripe/webhook_secrets`)).toEqual([
      'near',
      `op://${desk.manager.name}/Stripe/Webhook Secret`,
    ]);
    await grant(`op://${desk.manager.name}/Caf\u00e9/*`);
    expect(await shown(slip)).toEqual(['near']);
    expect(await checkText(slip)).not.toHaveProperty('didYouMean');
    // The caller's projects may use it; those of the connection may not.
    const connection = { scope: 'project' as const, projectIds: ['another'] };
    const input = { secretManagerId: desk.manager.id, reference: slip, connection };
    expect(await suggestReferences({ caller: admin, input })).toEqual({ kind: 'near', offers: [] });
    await grantAll(desk.manager);
  });
});
