import { describe, expect, it } from 'vitest';
import { admin, builder, team } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import { useTestAccount } from '@/lib/providers/testing/account';
import { getAccess, setAccess } from './access';
import { recheckManager } from './recheck';
import { troubledManagers } from './trouble';
import { updateManager } from './update';

useTestDatabase();
const account = useTestAccount();

describe('what others may not', () => {
  it('a change by who may not change it asks nothing of the account with the token that it brings', async () => {
    const { manager, token } = await connectDesk(account.sandbox, {});
    const requests = account.sandbox.requests().length;
    const ofAnother: Caller = { ...admin, id: 'u-other', projects: ['p-other'] };
    const config = { serviceAccountToken: token.token };
    await expect(
      updateManager({ caller: ofAnother, input: { id: manager.id, patch: { config } } }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(?:forbidden|not_found)$/) });
    expect(account.sandbox.requests()).toHaveLength(requests);
  });

  it('a change is refused where the secret manager went to others while its new token was tested', async () => {
    const { manager, token } = await connectDesk(account.sandbox, {});
    const { id } = manager;
    const move = (scope: 'project' | 'platform') =>
      database().secretManager.update({ where: { id }, data: { scope } });
    await move('project');
    const ofTeamAlone: Caller = { ...admin, id: 'u-team', projects: [team.id] };
    const config = { serviceAccountToken: token.token };
    account.sandbox.setLatency(200);
    const requests = account.sandbox.requests().length;
    const change = updateManager({ caller: ofTeamAlone, input: { id, patch: { config } } });
    await expect.poll(() => account.sandbox.requests().length).toBeGreaterThan(requests);
    await move('platform');
    await expect(change).rejects.toMatchObject({ code: 'forbidden' });
    account.sandbox.setLatency(0);
    const row = await database().secretManager.findUniqueOrThrow({ where: { id } });
    expect([row.credentialRevision, row.revision]).toEqual([1, 1]);
  });

  it('a test that fails is written down as one that passes is', async () => {
    const { manager, token } = await connectDesk(account.sandbox, {});
    const answers = async () =>
      (
        await database().auditEvent.findMany({
          where: { verb: 'secret_manager.tested', subjectId: manager.id },
          orderBy: { at: 'asc' },
        })
      ).map(({ details }) => Object(details).answer);
    await recheckManager({ caller: admin, input: { id: manager.id } });
    account.sandbox.revokeToken(token.serviceAccountId);
    await expect(recheckManager({ caller: admin, input: { id: manager.id } })).rejects.toMatchObject({
      code: 'provider_denied',
    });
    expect(await answers()).toEqual(['ok', 'provider_denied']);
  });

  it('a test has the time of the test, however shortly before the secret manager was asked for something else', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const { manager } = await connectDesk(account.sandbox, {});
    const test = () => recheckManager({ caller: admin, input: { id: manager.id } });
    await test();
    time.advance(20_000);
    const tested = await test();
    setClock(systemClock);
    expect(tested.manager.checkedAt).toBe(new Date(time.now()).toISOString());
  });

  it('the trouble of a secret manager is told to those alone whose projects reach it', async () => {
    const id = await makeManagerRow();
    const project = await database().project.create({ data: { name: 'Its own' } });
    await database().secretManager.update({
      where: { id },
      data: {
        scope: 'project',
        status: 'refused',
        statusReason: 'provider_denied',
        projects: { create: { projectId: project.id, patterns: ['op://**'] } },
      },
    });
    const toldTo = async (projectId: string) =>
      (await troubledManagers({ ...builder, projects: [projectId] })).map((each) => each.secretManagerId);
    expect(await toldTo(project.id)).toContain(id);
    expect(await toldTo('p-other')).not.toContain(id);
  });
});

describe('the access of a secret manager', () => {
  it('is of its owners alone where it is theirs', async () => {
    const id = await makeManagerRow();
    const [own, other] = await Promise.all(
      ['Owner', 'Stranger'].map((name) => database().project.create({ data: { name } })),
    );
    const grant = (project: { id: string } | undefined) => ({
      projectId: project?.id ?? '',
      patterns: ['op://A/**'],
    });
    await database().secretManager.update({
      where: { id },
      data: { scope: 'project', projects: { create: grant(own) } },
    });
    const set = (...projects: ReturnType<typeof grant>[]) =>
      setAccess({ caller: systemCaller, input: { id, projects } });
    await expect(set(grant(own), grant(other))).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { projects: expect.anything() },
    });
    await expect(set(grant(own))).resolves.toMatchObject({ secretManagerId: id });
  });

  it('is changed on the revision that was read, or not at all; a change that names none replaces it', async () => {
    const id = await makeManagerRow();
    const project = await database().project.create({ data: { name: 'P' } });
    const set = (patterns: string[], revision?: number) =>
      setAccess({
        caller: systemCaller,
        input: {
          id,
          projects: [{ projectId: project.id, patterns }],
          ...(revision === undefined ? {} : { revision }),
        },
      });
    const { revision } = await getAccess({ caller: systemCaller, input: { id } });
    const first = await set(['op://A/**'], revision);
    expect(first.revision).toBe(revision + 1);
    await expect(set(['op://B/**'], revision)).rejects.toMatchObject({ code: 'conflict' });
    const patternsNow = async () =>
      (await getAccess({ caller: systemCaller, input: { id } })).projects.map((each) => each.patterns);
    expect(await patternsNow()).toEqual([['op://A/**']]);
    await set(['op://C/**']);
    expect(await patternsNow()).toEqual([['op://C/**']]);
  });
});
