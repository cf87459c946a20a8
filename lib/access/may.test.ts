import { expect, it } from 'vitest';
import type { Caller } from '@/lib/kernel/caller';
import { ofProjects, platformWide } from '@/lib/kernel/permissions';
import { requireMay } from './may';

const builder: Caller = {
  kind: 'user',
  id: 'x',
  label: 'x',
  role: 'builder',
  projects: ['a'],
  connections: 'all',
};

it('what may not be done is refused, before and after, and says whether it is the thing or where it goes', () => {
  const change = (before: Parameters<typeof requireMay>[2], after?: Parameters<typeof requireMay>[3]) => () =>
    requireMay(builder, 'connection:write', before, after);
  expect(change(ofProjects(['a']))).not.toThrow();
  const saying = (key: string) =>
    expect.objectContaining({ code: 'forbidden', says: expect.objectContaining({ key }) });
  expect(change(ofProjects(['a', 'b']))).toThrow(saying('notWhollyYours'));
  expect(change(platformWide)).toThrow(saying('notWhollyYours'));
  expect(change(ofProjects(['a']), ofProjects(['b']))).toThrow(saying('ownProjectsOnly'));
  expect(change(null, ofProjects(['b']))).toThrow(saying('ownProjectsOnly'));
  expect(change(ofProjects(['b']), ofProjects(['a']))).toThrow(saying('notWhollyYours'));
});
