import { expect, it } from 'vitest';
import { draftOfImport } from './import-draft';
import { keptOfImport, readKeptImport } from './kept-import';
import { readImport } from './read-import';

const managers = [{ id: 'm1', name: 'Main', provider: 'onepassword', status: 'connected' }];
const imported = (text: string) =>
  draftOfImport(readImport(text), {
    // The two properties of a secret manager that an import looks at, and its name.
    managers: managers as never,
    managerId: 'm1',
    app: undefined,
    takesTyped: true,
    access: { scope: 'platform', projectIds: [] },
  });

it('an import comes back over a reload as it was, but for typed secrets, which are named', async () => {
  const made = imported(
    'POSTGRES_PASSWORD=op://Production/Orders/password\nAPI_TOKEN=ghp_canary\nOTHER_TOKEN=',
  );
  const { value, secrets } = keptOfImport(made);
  const stored = JSON.stringify(value);
  expect(stored).not.toContain('ghp_canary');
  expect(secrets).toEqual(['API_TOKEN']);
  const back = await readKeptImport(JSON.parse(stored));
  const withoutSecrets = made.draft.fields.map((field) =>
    field.state.kind === 'typed' && field.state.text === 'ghp_canary'
      ? { ...field, state: { kind: 'typed', text: '' } }
      : field,
  );
  expect(back).toEqual({ app: made.app, draft: { ...made.draft, fields: withoutSecrets } });
});

it('what another version kept in another shape is left aside', async () => {
  for (const kept of [
    null,
    'text',
    {},
    { app: 'no-such-app', draft: { fields: [], removed: [] } },
    { app: 'custom', draft: 1 },
  ])
    expect(await readKeptImport(kept)).toBeUndefined();
});
