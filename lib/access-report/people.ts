import { messageFor } from '@/lib/kernel/message';
import { byName } from '@/lib/kernel/page';
import { personRoles } from '@/lib/kernel/role';
import { database } from '@/lib/platform/database';
import type { Reported } from './schema';

/** People who may do less than their role says, and connections that they can no longer change. */
export async function reportOnPeople(): Promise<Reported[]> {
  const people = await database().user.findMany({
    where: { disabledAt: null, role: { not: 'admin' } },
    include: { projects: { select: { projectId: true } } },
    orderBy: [...byName],
  });
  const builders = people.filter(({ role }) => role === 'builder');
  return [
    ...people.flatMap(withoutRole),
    ...people.flatMap(withoutProject),
    ...(await platformWideOf(builders.map(({ email }) => email))),
    ...(await sharedAmong(builders.map(({ projects }) => projects.map(({ projectId }) => projectId)))),
  ];
}

interface Person {
  id: string;
  email: string;
  role: string;
  projects: { projectId: string }[];
}

function withoutRole({ id, email, role }: Person): Reported[] {
  if (personRoles.some((known) => known === role)) return [];
  return [
    {
      kind: 'person_without_role',
      outcome: 'refused',
      subject: { kind: 'user', id, label: email },
      secretManager: null,
      says: messageFor('reportNoRole'),
    },
  ];
}

function withoutProject({ id, email, projects }: Person): Reported[] {
  if (projects.length > 0) return [];
  return [
    {
      kind: 'person_without_project',
      outcome: 'refused',
      subject: { kind: 'user', id, label: email },
      secretManager: null,
      says: messageFor('reportNoProject'),
    },
  ];
}

async function platformWideOf(emails: readonly string[]): Promise<Reported[]> {
  const rows = await database().connection.findMany({
    where: { scope: 'platform', createdBy: { in: [...emails] } },
    select: { key: true, name: true, createdBy: true },
    orderBy: { sortName: 'asc' },
  });
  return rows.map(({ key, name, createdBy }) => ({
    kind: 'platform_wide_of_builder',
    outcome: 'refused',
    subject: { kind: 'connection', id: key, label: name },
    secretManager: null,
    says: messageFor('reportPlatformWide', { person: createdBy }),
  }));
}

/** Connections of several projects, of which some builder belongs to one and not to all. */
async function sharedAmong(memberships: readonly string[][]): Promise<Reported[]> {
  const rows = await database().connection.findMany({
    where: { scope: 'project', projects: { some: {} } },
    select: { key: true, name: true, projects: { select: { projectId: true } } },
    orderBy: { sortName: 'asc' },
  });
  return rows
    .filter(({ projects }) =>
      memberships.some((own) => {
        const held = projects.filter(({ projectId }) => own.includes(projectId)).length;
        return held > 0 && held < projects.length;
      }),
    )
    .map(({ key, name }) => ({
      kind: 'shared_by_projects',
      outcome: 'refused',
      subject: { kind: 'connection', id: key, label: name },
      secretManager: null,
      says: messageFor('reportShared'),
    }));
}
