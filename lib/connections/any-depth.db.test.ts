import { afterEach, describe, expect, it } from 'vitest';
import type { Caller } from '@/lib/kernel/caller';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { connectManager } from '@/lib/managers/connect';
import { loadManager } from '@/lib/managers/load';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { patternSet } from '@/lib/providers/patterns';
import { memoryId } from '@/lib/providers/testing/memory/kind';
import { browseItems } from '@/lib/secrets/browse';
import { browsePath } from '@/lib/secrets/browse-path';
import { checkReference } from '@/lib/secrets/check';
import { listEntries } from '@/lib/secrets/list-entries';
import { previewAccess } from '@/lib/secrets/preview-access';
import { resolveReferences } from '@/lib/secrets/resolve';
import { admin, builder, ofTeam, team, workload } from './testing/callers';
import { grantAll } from './testing/desk';
import { useMemoryDesk } from './testing/memory-desk';

useTestDatabase();
const desk = useMemoryDesk();
const db = 'memory://team/apps/billing/db';

afterEach(() => grantAll(desk.manager));

const at = async (caller: Caller, ...path: string[]) =>
  (await browsePath({ caller, input: { id: desk.manager.id, path } })).items.map(({ id }) => id);

describe('a secret manager of another scheme and any depth', () => {
  it('is connected, and its owner’s pattern is of its scheme', async () => {
    expect(desk.manager).toMatchObject({
      provider: 'memory',
      vaultCount: 2,
      plan: 'none',
      status: 'connected',
    });
    const own = await connectManager({
      caller: admin,
      input: {
        ...ofTeam,
        name: 'Own',
        provider: memoryId,
        config: { serviceAccountToken: desk.store.mint('team') },
      },
    });
    expect((await loadManager(own.id))?.grants.get(team.id)?.isAny('memory')).toBe(true);
  });

  it('is browsed by path, down to what can be bound, without a value', async () => {
    expect(await at(builder)).toEqual(['team', 'payroll']);
    expect(await at(builder, 'team')).toEqual(['apps', 'top']);
    expect(await at(builder, 'team', 'apps', 'billing')).toEqual(['db']);
    const { items } = await browsePath({
      caller: builder,
      input: { id: desk.manager.id, path: ['team', 'apps', 'billing', 'db'] },
    });
    expect(items).toEqual([
      { id: 'user', title: 'user', kind: 'key', reference: `${db}#user` },
      { id: 'password', title: 'password', kind: 'key', reference: `${db}#password` },
    ]);
    for (const path of [['nothing'], ['team', 'nothing']])
      await expect(at(admin, ...path)).rejects.toMatchObject({ code: 'secret_not_found' });
    // The three levels are of kinds that have them.
    const input = { id: desk.manager.id, vaultId: 'team' };
    await expect(browseItems({ caller: admin, input })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows a builder what leads to something that their project may use, and no more', async () => {
    await desk.grant(`${db}#password`);
    expect(await at(builder)).toEqual(['team']);
    expect(await at(builder, 'team')).toEqual(['apps']);
    expect(await at(builder, 'team', 'apps')).toEqual(['billing']);
    expect(await at(builder, 'team', 'apps', 'billing', 'db')).toEqual(['password']);
    for (const path of [['payroll'], ['team', 'top'], ['team', 'apps', 'mail']])
      await expect(at(builder, ...path)).rejects.toMatchObject({ code: 'not_found' });
    expect(await at(admin, 'team')).toEqual(['apps', 'top']);
    await desk.grant('op://**');
    expect(await at(builder)).toEqual([]);
  });

  it('previews what patterns let through', async () => {
    const preview = await previewAccess({
      caller: admin,
      input: {
        id: desk.manager.id,
        patterns: ['memory://team/apps/**', 'memory://payroll/**', 'memory://gone/**'],
      },
    });
    expect(preview.vaults.map(({ id, match }) => [id, match])).toEqual([
      ['team', 'part'],
      ['payroll', 'whole'],
    ]);
    expect(preview.unmatched).toEqual(['memory://gone/**']);
  });

  it('takes references of its own scheme alone, and says what is wrong', async () => {
    const check = (reference: string) =>
      checkReference({ caller: builder, input: { secretManagerId: desk.manager.id, reference } });
    expect(await check(` "${db}#password" `)).toMatchObject({
      ok: true,
      reference: { ids: `${db}#password`, names: `${db}#password` },
      titles: { vault: 'team', item: 'apps/billing/db', field: 'password' },
    });
    expect(await check(`${db}#nothing`)).toMatchObject({ ok: false, code: 'secret_not_found' });
    for (const text of ['op://team/db/password', 'memory://team', 'team/db'])
      expect(await check(text)).toMatchObject({ ok: false, code: 'reference_invalid' });
    const path = ['team', 'apps/billing/db', 'password'];
    const byPath = await checkReference({
      caller: builder,
      input: { secretManagerId: desk.manager.id, path },
    });
    expect(byPath).toMatchObject({ ok: true, reference: { ids: `${db}#password` } });
  });

  it('lets a key read by naming references as far as its patterns go, and an entry be seen by them', async () => {
    const reader: Caller = {
      ...workload,
      references: new Map([[desk.manager.id, patternSet(['memory://team/apps/billing/*', 'op://**'])]]),
    };
    const read = async (reference: string) => {
      const input = { secretManagerId: desk.manager.id, references: [reference] };
      const [result] = (await resolveReferences({ caller: reader, input })).results;
      return result?.ok ? textOfSecret(result.value) : result?.error.code;
    };
    expect(await read(db)).toBe('{"user":"app","password":"first"}');
    expect(await read(`${db}#password`)).toBe('first');
    expect(await read('memory://team/apps/mail#key')).toBe('secret_forbidden');
    expect(await read('op://team/apps/key')).toBe('reference_invalid');
    await desk.grant('memory://payroll/**');
    const wages = 'memory://payroll/wages#key';
    await resolveReferences({
      caller: { ...workload, references: 'all' },
      input: { secretManagerId: desk.manager.id, references: [wages] },
    });
    const seen = async () =>
      (await listEntries({ caller: builder, input: { search: 'memory://payroll' } })).items.map(
        ({ reference }) => reference,
      );
    expect(await seen()).toEqual([wages]);
    await desk.grant('memory://*/wages');
    expect(await seen()).toEqual([]);
    await desk.grant('memory://*/wages#k*');
    expect(await seen()).toEqual([wages]);
  });
});
