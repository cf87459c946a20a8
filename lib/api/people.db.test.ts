import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { setPassword } from '@/lib/users/set-password';
import { signIn } from '@/lib/users/sign-in';
import { origin, useTestApi } from './testing/use-api';

useTestDatabase();
const { ask, asAdmin, signedIn } = useTestApi();

const invitedSchema = z.object({ invitation: z.object({ url: z.string() }) });

describe('API keys', () => {
  it('are shown once, then by their first characters, and stay in the list when revoked', async () => {
    const made = await asAdmin('POST', '/api/v1/api-keys', { name: 'worker', role: 'workload' });
    expect(made.status).toBe(201);
    const key = String(made.body.key);
    expect(key).toMatch(/^lk_[\w-]{32,}$/);
    const list = await asAdmin('GET', '/api/v1/api-keys');
    expect(list.text).not.toContain(key);
    expect(list.body.items.map(({ name }) => name)).toContain('worker');
    const found = await asAdmin('GET', '/api/v1/api-keys?search=WORKER');
    expect(found.body.items.map(({ name }) => name)).toEqual(['worker']);
    const revoked = await asAdmin('DELETE', `/api/v1/api-keys/${made.body.id}`);
    expect([revoked.status, revoked.body.revokedAt]).toEqual([200, expect.any(String)]);
    expect((await asAdmin('DELETE', '/api/v1/api-keys/nothing')).body.code).toBe('not_found');
  });
});

describe('projects', () => {
  it('are made, listed and removed; a name is taken once', async () => {
    const made = await asAdmin('POST', '/api/v1/projects', { name: 'Checkout' });
    expect([made.status, made.body.name]).toEqual([201, 'Checkout']);
    expect((await asAdmin('POST', '/api/v1/projects', { name: 'Checkout' })).body.code).toBe('conflict');
    const list = await asAdmin('GET', '/api/v1/projects');
    expect(list.body).toEqual({ items: [made.body], nextCursor: null, total: 1 });
    expect((await asAdmin('DELETE', `/api/v1/projects/${made.body.id}`)).status).toBe(204);
    expect((await asAdmin('DELETE', `/api/v1/projects/${made.body.id}`)).body.code).toBe('not_found');
  });
});

describe('users', () => {
  it('are made without a password, which is refused and never comes back, and lose their session when disabled', async () => {
    await signedIn('admin');
    const email = 'maria@example.test';
    const person = { name: 'Maria', email, role: 'builder' };
    const given = await asAdmin('POST', '/api/v1/users', { ...person, password: 'canary of a password' });
    expect([given.status, given.body.code]).toEqual([422, 'invalid_input']);
    const made = await asAdmin('POST', '/api/v1/users', person);
    expect([made.status, made.body.role]).toEqual([201, 'builder']);
    const again = await asAdmin('POST', '/api/v1/users', { ...person, name: 'M' });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
    const changed = await asAdmin('PATCH', `/api/v1/users/${made.body.id}`, {
      role: 'support',
      isDisabled: true,
    });
    expect(changed.body).toMatchObject({ role: 'support', isDisabled: true });
    const list = await asAdmin('GET', '/api/v1/users?search=MARIA@');
    expect(list.body.items.map(({ name }) => name)).toEqual(['Maria']);
    for (const each of [given, made, again, changed, list]) expect(each.text).not.toContain('canary');
  });

  it('are invited by who signed in: the answer has the link once, and takes no password', async () => {
    const admin = { cookie: await signedIn('admin'), origin };
    const person = { name: 'Ines', email: 'ines@example.test', role: 'support' };
    const body = { ...person, password: 'canary of a password' };
    const refused = await ask('POST', '/api/v1/users', { headers: admin, body });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_input']);
    const made = await ask('POST', '/api/v1/users', { headers: admin, body: person });
    expect(made.body).toMatchObject({
      status: 'invited',
      invitation: { url: expect.stringMatching(/\/invitation#[\w-]{43}$/), expiresAt: expect.any(String) },
    });
    const again = await ask('POST', `/api/v1/users/${made.body.id}/invitation`, { headers: admin });
    expect(again.status).toBe(201);
    const list = await asAdmin('GET', '/api/v1/users?search=ines@');
    expect(list.body.items).toMatchObject([{ status: 'invited', invitationEndsAt: again.body.expiresAt }]);
    expect(list.text).not.toContain('#');
  });

  it('are disabled alone, or with the API keys that they made, and with no one else’s', async () => {
    const password = 'a long enough password';
    const made = await asAdmin('POST', '/api/v1/users', {
      name: 'Olga',
      email: 'olga@example.test',
      role: 'admin',
    });
    const { url } = invitedSchema.parse(made.body).invitation;
    await setPassword({ input: { link: url.split('#')[1] ?? '', password } });
    const { setCookies } = await signIn({
      input: { email: 'olga@example.test', password },
      headers: new Headers(),
    });
    const headers = { cookie: setCookies.map((line) => line.split(';', 1)[0]).join('; '), origin };
    const own = await ask('POST', '/api/v1/api-keys', { body: { name: 'of Olga' }, headers });
    const gone = await ask('POST', '/api/v1/api-keys', { body: { name: 'gone before' }, headers });
    await asAdmin('DELETE', `/api/v1/api-keys/${gone.body.id}`);
    const other = await asAdmin('POST', '/api/v1/api-keys', { name: 'of somebody else' });
    const listed = await asAdmin('GET', `/api/v1/api-keys?createdBy=${made.body.id}`);
    expect(listed.body.items.map(({ name }) => name).sort()).toEqual(['gone before', 'of Olga']);
    const bearer = { authorization: `Bearer ${own.body.key}` };
    const tryKey = () => ask('GET', '/api/v1/connections', { headers: bearer });

    const path = `/api/v1/users/${made.body.id}`;
    await asAdmin('PATCH', path, { isDisabled: true });
    expect((await tryKey()).status, 'a key works on without the person').toBe(403);
    await asAdmin('PATCH', path, { isDisabled: true, endKeys: true });
    expect((await tryKey()).status).toBe(401);
    const revoked = await asAdmin('GET', '/api/v1/audit?verb=api_key.revoked&limit=2');
    expect(revoked.body.items.map(({ subject }) => subject)).toMatchObject([
      { id: own.body.id },
      { id: gone.body.id },
    ]);
    const left = await ask('GET', '/api/v1/connections', {
      headers: { authorization: `Bearer ${other.body.key}` },
    });
    expect(left.status).not.toBe(401);
  });

  it('may do what their role permits and no more', async () => {
    const builder = { cookie: await signedIn('builder') };
    const support = { cookie: await signedIn('support') };
    expect((await ask('GET', '/api/v1/connections', { headers: builder })).status).toBe(200);
    expect((await ask('GET', '/api/v1/users', { headers: builder })).body.code).toBe('forbidden');
    expect((await ask('GET', '/api/v1/audit', { headers: builder })).body.code).toBe('forbidden');
    expect((await ask('GET', '/api/v1/audit', { headers: support })).status).toBe(200);
  });
});

describe('the audit', () => {
  it('tells who did what, the newest first, page by page', async () => {
    await asAdmin('POST', '/api/v1/projects', { name: 'Audited' });
    const first = await asAdmin('GET', '/api/v1/audit?limit=1');
    expect(first.body.items).toHaveLength(1);
    expect(first.body.items[0]).toMatchObject({ verb: 'project.created', actor: { kind: 'api-key' } });
    const second = await asAdmin('GET', `/api/v1/audit?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0]?.id).not.toBe(first.body.items[0]?.id);
    const tooMany = await asAdmin('GET', '/api/v1/audit?limit=1000');
    expect([tooMany.status, tooMany.body.code]).toEqual([422, 'invalid_input']);
  });
});
