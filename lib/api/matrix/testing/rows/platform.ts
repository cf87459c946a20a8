import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { things } from '@/lib/api/matrix/testing/things';
import type { SubjectKind } from '@/lib/kernel/audit-verbs';
import { database } from '@/lib/platform/database';
import { admins, builders, platformAdmins, supports } from '../callers';
import { onNothing, type Rows } from '../case';
import { listed, owned, reached } from '../oracle';
import { scopeOf, type World } from '../world';
import { valuesOf } from './connections';

const shared: SubjectKind[] = ['secret_manager', 'connection', 'cache_entry'];
const people: SubjectKind[] = ['user', 'api_key', 'project'];
const ofThePlatform: SubjectKind[] = ['setting', 'master_key'];

export const platformRows: Rows = {
  reportAccess: onNothing({ who: platformAdmins }),
  listAttention: onNothing({
    who: [...admins, ...builders, ...supports],
    check: (answer, caller) => {
      const { items } = Object(answer);
      const subjects: { kind: string; id: string; label: string }[] = items.map(
        (item: unknown) => Object(item).subject,
      );
      const labels = (kind: string) =>
        things.filter((thing) => subjects.some((each) => each.kind === kind && each.label === thing));
      const broken = items.filter((item: unknown) => Object(item).kind === 'reference_broken');
      const told = things.filter((thing) =>
        broken.some((item: unknown) => Object(item).subject.id === thing),
      );
      expect(told).toEqual(things.filter((thing) => listed(reached, caller).includes(thing)));
      expect(labels('secret_manager').filter((thing) => !listed(reached, caller).includes(thing))).toEqual(
        [],
      );
      expect(labels('api_key').filter((thing) => !listed(owned, caller).includes(thing))).toEqual([]);
    },
  }),

  listMasterKeys: onNothing({ who: [...admins, ...supports] }),

  listEvents: onNothing({
    who: [...admins, ...supports],
    input: { limit: 200 },
    fresh: async () => ({ limit: 200 }),
    check: (answer, caller) => {
      const seen = subjectsOf(answer);
      const wanted = [
        ...shared.flatMap((kind) => listed(reached, caller).map((thing) => `${kind} ${thing}`)),
        ...people.flatMap((kind) => listed(owned, caller).map((thing) => `${kind} ${thing}`)),
        ...(platformAdmins.some((name) => name === caller)
          ? ofThePlatform.map((kind) => `${kind} platform`)
          : []),
      ];
      expect(seen.sort()).toEqual(wanted.sort());
    },
  }),
};

function subjectsOf(answer: unknown): string[] {
  const { items } = Object(answer);
  const labels = valuesOf({ items: items.map((item: unknown) => Object(item).subject) }, 'label');
  const kinds = valuesOf({ items: items.map((item: unknown) => Object(item).subject) }, 'kind');
  return labels.map((label, at) => `${kinds[at]} ${label}`);
}

/** An event of each kind of subject for each thing. */
export async function makeEvents(world: World): Promise<void> {
  const kinds = [...shared, ...people].flatMap((kind) => things.map((thing) => ({ kind, thing })));
  await database().auditEvent.createMany({
    data: [...kinds, ...ofThePlatform.map((kind) => ({ kind, thing: 'platform' as const }))].map(
      ({ kind, thing }) => ({
        verb: 'matrix',
        actorKind: 'system',
        actorId: 'matrix',
        actorLabel: 'matrix',
        subjectKind: kind,
        subjectId: randomUUID(),
        subjectLabel: thing,
        details: {},
        ...scopeOf(world, thing),
      }),
    ),
  });
}
