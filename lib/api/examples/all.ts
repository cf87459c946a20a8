import { cacheExamples } from './cache';
import { connectionExamples } from './connections';
import type { Example, Examples } from './example';
import { managerExamples } from './managers';
import { peopleExamples } from './people';
import { referenceExamples } from './references';

/** Every example, by the id of its operation. */
export const examples: Examples = {
  ...managerExamples,
  ...referenceExamples,
  ...connectionExamples,
  ...cacheExamples,
  ...peopleExamples,
};

/** The example of an operation, where it has one. */
export function exampleOf(operationId: string): Example | undefined {
  return Object.hasOwn(examples, operationId) ? examples[operationId] : undefined;
}
