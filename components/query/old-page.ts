import type { Problem } from '@/lib/kernel/problem';

/** Whether a problem says that this page is from the version before the server's. */
export function isOfOldPage(problem: Problem): boolean {
  return problem.code === 'internal' && problem.reason === 'updated';
}
