import { beforeAll, describe, expect, it } from 'vitest';
import { admin } from '@/lib/connections/testing/callers';
import { systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createProject } from '@/lib/projects/create';
import { listEvents } from './list';
import type { AuditListInput } from './schema';

useTestDatabase();

const dayMs = 24 * 3_600_000;
const start = Date.UTC(2026, 10, 1);
const ids = new Map<string, string>();
const names = ['Payments', 'payouts 100%', 'Search_1'];

const found = async (input: AuditListInput) =>
  (await listEvents({ caller: admin, input: { limit: 200, ...input } })).items.map(
    ({ subject }) => subject.label,
  );

beforeAll(async () => {
  for (const [day, name] of names.entries()) {
    const by = name === 'Payments' ? systemCaller : admin;
    const { id } = await createProject({ caller: by, input: { name } });
    ids.set(name, id);
    await database().auditEvent.updateMany({
      where: { subjectId: id },
      data: { at: new Date(start + day * dayMs) },
    });
  }
});

describe('the audit', () => {
  it('tells all events, the newest first', async () => {
    expect(await found({})).toEqual(names.toReversed());
  });

  it('is narrowed to one kind of event, one kind of thing, one thing, one person', async () => {
    expect(await found({ verb: 'project.created' })).toHaveLength(3);
    expect(await found({ verb: 'project.removed' })).toEqual([]);
    expect(await found({ subjectKind: 'project' })).toHaveLength(3);
    expect(await found({ subjectKind: 'user' })).toEqual([]);
    expect(await found({ subjectId: ids.get('Search_1') })).toEqual(['Search_1']);
    expect(await found({ actorId: systemCaller.id })).toEqual(['Payments']);
    expect(await found({ actorId: admin.id, subjectId: ids.get('Payments') })).toEqual([]);
  });

  it('is narrowed to a time: from a moment on, and before one', async () => {
    const at = (days: number) => new Date(start + days * dayMs).toISOString();
    expect(await found({ since: at(1) })).toEqual(['Search_1', 'payouts 100%']);
    expect(await found({ until: at(1) })).toEqual(['Payments']);
    expect(await found({ since: at(1), until: at(2) })).toEqual(['payouts 100%']);
    await expect(found({ since: 'yesterday' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('is searched in things and people, whatever the case, and letters of a pattern are letters', async () => {
    expect(await found({ search: 'PAY' })).toEqual(['payouts 100%', 'Payments']);
    expect(await found({ search: '100%' })).toEqual(['payouts 100%']);
    expect(await found({ search: '%' })).toEqual(['payouts 100%']);
    expect(await found({ search: '_' })).toEqual(['Search_1']);
    expect(await found({ search: '\\' })).toEqual([]);
    expect(await found({ search: admin.label.toUpperCase() })).toEqual(['Search_1', 'payouts 100%']);
  });
});
