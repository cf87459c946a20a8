import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';

// In test files that scripts/codes.mjs runs: every error code that a verb throws is written down, whoever calls it.
vi.mock('@/lib/access/verb', async (original) => {
  const real = await original<typeof import('@/lib/access/verb')>();
  const { isLatchkeyError } = await import('@/lib/kernel/errors');
  const noting: typeof real.verb = (spec) => {
    const call = real.verb(spec);
    return async (asked) => {
      try {
        return await call(asked);
      } catch (error) {
        if (isLatchkeyError(error)) note(spec.name, error.code);
        throw error;
      }
    };
  };
  return { ...real, verb: noting };
});

function note(verb: string, code: string): void {
  const folder = process.env.LATCHKEY_CODES_FOLDER;
  if (folder) appendFileSync(join(folder, `verbs-${process.pid}.txt`), `${verb} ${code}\n`);
}
