import { expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { readEnv } from '@/lib/platform/env';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { isSetUpLink, prepareSetUp } from './set-up';

useTestDatabase();

it('a set-up link is told from every other text, and from any where none is stored', async () => {
  const state = await prepareSetUp(readEnv({}));
  const link = state.kind === 'link' ? state.link : '';
  expect(await isSetUpLink({ link })).toBe(true);
  const other = `${link.startsWith('A') ? 'B' : 'A'}${link.slice(1)}`;
  // So many that some hash begins as the stored one does.
  const many = Array.from({ length: 200 }, (_, n) => `${link}-${n}`);
  for (const wrong of [other, '', link.slice(1), `${link}A`, ...many]) {
    expect(await isSetUpLink({ link: wrong })).toBe(false);
  }
  for (const value of ['', 'short', 7, { hash: link }]) {
    await database().setting.update({ where: { name: 'set-up-link' }, data: { value } });
    expect(await isSetUpLink({ link })).toBe(false);
  }
});
