import { describe, expect, it } from 'vitest';
import { parseLocator } from '@/lib/providers/references';
import { database } from './database';
import { useTestDatabase } from './testing/database';

useTestDatabase();

const vault = 'hfnjvi6aymbsnfc2xeeoheizda';
const item = 'gdpv6nsjd5c3ozsbxacdalhoqe';

async function placesOf(references: readonly string[]) {
  return database().$queryRaw<{ container: string; unit: string; isPinned: boolean }[]>`
    SELECT reference_container(text) AS container, reference_unit(text) AS unit, is_reference_pinned(text) AS "isPinned"
    FROM unnest(${[...references]}::text[]) WITH ORDINALITY AS asked (text, place) ORDER BY place`;
}

describe('what the database takes out of a stored reference', () => {
  it('is what the grammar of op:// takes out of it, by names and by ids, with and without a section', async () => {
    const places = ['Production', 'a b.c-d_e', vault, vault.slice(1), `${vault}y`].flatMap((container) =>
      ['Stripe', '9', item, item.toUpperCase()].map((unit) => `op://${container}/${unit}`),
    );
    const fields = ['/password', '//password', '/Details/password', `/${item}/${item}`];
    const ends = ['', '?attribute=otp', '?ssh-format=openssh'];
    const all = places.flatMap((place) =>
      fields.flatMap((field) => ends.map((end) => `${place}${field}${end}`)),
    );
    const parsed = all.map((text) => parseLocator(text));
    expect(await placesOf(all)).toEqual(
      parsed.map(({ container, unit, isPinned }) => ({ container, unit, isPinned })),
    );
    expect(all).toHaveLength(240);
    expect(new Set(parsed.map(({ isPinned }) => isPinned))).toEqual(new Set([true, false]));
  });

  it('of another scheme is its first part, and all of it as far as what lies in it', async () => {
    expect(
      await placesOf([
        'vault://kv/apps/billing#password?version=3',
        'vault://kv/apps/billing?version=3#password',
        'aws-sm://prod.database#user',
        'op-environment://h3kd/API_KEY',
      ]),
    ).toEqual([
      { container: 'kv', unit: 'kv/apps/billing', isPinned: true },
      { container: 'kv', unit: 'kv/apps/billing', isPinned: true },
      { container: 'prod.database', unit: 'prod.database', isPinned: true },
      { container: 'h3kd', unit: 'h3kd', isPinned: true },
    ]);
  });

  it('is nothing where there is no reference', async () => {
    const [none] = await database().$queryRaw<{ unit: string | null }[]>`SELECT reference_unit(NULL) AS unit`;
    expect(none?.unit).toBeNull();
  });
});
