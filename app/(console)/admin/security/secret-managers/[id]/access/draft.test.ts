import { expect, it } from 'vitest';
import { draftOf, inputBefore, inputOf, isSameDraft } from './draft';

const view = {
  secretManagerId: 'm',
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
  expect(inputOf(draftOf(view))).toEqual(inputBefore(view));
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
