import { type ErrorCode, errorTable, isErrorCode } from '@/lib/kernel/errors';
import type { Problem } from '@/lib/kernel/problem';
import { language } from './languages';
import { germanProblems } from './problems.de';

/** Title and sentence of a code in the language of the moment; an unknown code is an error of Latchkey's own. */
export function wordsOfCode(code: string): { title: string; message: string } {
  const known: ErrorCode = isErrorCode(code) ? code : 'internal';
  return language() === 'de' ? germanProblems[known] : errorTable[known];
}

/**
 * A problem in the language of the moment. Verbs write English: where the sentence is the code's own it is said anew, a
 * more exact one stays as it came. Saying it twice changes nothing.
 */
export function saidProblem<Kind extends Problem | undefined>(problem: Kind): Kind {
  if (problem === undefined || !isErrorCode(problem.code) || language() === 'en') return problem;
  const { title, message } = wordsOfCode(problem.code);
  const isOfTable = problem.detail === errorTable[problem.code].message;
  const isTitled = problem.title !== errorTable[problem.code].title;
  return {
    ...problem,
    title: isTitled ? problem.title : title,
    detail: isOfTable ? message : problem.detail,
  };
}
