import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verb } from '@/lib/access/verb';
import type { AuditVerb } from '@/lib/kernel/audit-verbs';
import { systemCaller } from '@/lib/kernel/caller';
import { database, transaction } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { recordEvent } from './record';

useTestDatabase();

const writing = (name: string, event: AuditVerb) =>
  verb({
    name,
    right: 'project:write',
    input: z.object({}),
    audit: ['project.created'],
    run: ({ caller }) =>
      transaction((tx) =>
        recordEvent(tx, { caller, verb: event, subject: { kind: 'project', id: name, label: name } }),
      ),
  })({ caller: systemCaller, input: {} });

describe('an event', () => {
  it('is written by a verb that declares it; another one fails the change, and nothing is written', async () => {
    await writing('declares', 'project.created');
    await expect(writing('hides', 'project.removed')).rejects.toMatchObject({ code: 'internal' });
    const written = await database().auditEvent.findMany({
      where: { subjectId: { in: ['declares', 'hides'] } },
    });
    expect(written.map(({ verb: event }) => event)).toEqual(['project.created']);
  });
});
