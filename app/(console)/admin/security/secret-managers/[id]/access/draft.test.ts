import { expect, it } from 'vitest';
import { draftOf, inputBefore, inputOf, isSameDraft, type ProjectDraft, rebase } from './draft';

const view = {
  secretManagerId: 'm',
  revision: 7,
  projects: [
    {
      projectId: 'a',
      projectName: 'Alpha',
      patterns: ['op://Production/**', 'op://Shared/x/*'],
      boundFields: 2,
    },
    { projectId: 'b', projectName: 'Beta', patterns: [], boundFields: 0 },
  ],
  refused: [],
  refusedCount: 0,
};

it('sends what was read when nothing was edited', () => {
  expect(inputOf(draftOf(view), 7)).toEqual(inputBefore(view, 7));
  expect(isSameDraft(draftOf(view), draftOf(view))).toBe(true);
});

it('counts another order, blank lines and repetitions as no change, and each other pattern or project as one', () => {
  const [alpha, beta] = draftOf(view);
  if (!alpha || !beta) throw new Error('the view has two projects');
  const same = { ...alpha, text: '\nop://Shared/x/*\nop://Production/**\nop://Production/**\n' };
  expect(isSameDraft(draftOf(view), [beta, same])).toBe(true);
  expect(isSameDraft(draftOf(view), [alpha])).toBe(false);
  expect(isSameDraft(draftOf(view), [beta, { ...alpha, text: 'op://Production/**' }])).toBe(false);
});

it('puts what was typed on what somebody else saved meanwhile, project by project', () => {
  const project = (projectId: string, text: string): ProjectDraft => ({
    projectId,
    projectName: projectId,
    text,
    boundFields: 0,
  });
  const before = ['kept', 'mine', 'theirs', 'both', 'dropped', 'gone'].map((id) => project(id, 'op://A/**'));
  const mine = [
    ...before.filter(({ projectId }) => projectId !== 'dropped'),
    project('added', 'op://N/**'),
  ].map((each) => (['mine', 'both'].includes(each.projectId) ? { ...each, text: 'op://Mine/**' } : each));
  const now = [...before.filter(({ projectId }) => projectId !== 'gone'), project('new', 'op://T/**')].map(
    (each) => (['theirs', 'both'].includes(each.projectId) ? { ...each, text: 'op://Theirs/**' } : each),
  );
  expect(rebase(before, mine, now).map(({ projectId, text }) => [projectId, text])).toEqual([
    ['kept', 'op://A/**'],
    ['mine', 'op://Mine/**'],
    ['theirs', 'op://Theirs/**'],
    ['both', 'op://Mine/**'],
    ['new', 'op://T/**'],
    ['added', 'op://N/**'],
  ]);
});
