import { Prisma } from './prisma-client/client';

// SQLSTATE classes: data exception, program limit exceeded. Prisma tells them in the message of P2010 alone.
const refusal = /Code: `(?:22|54)/;

/**
 * Whether the database refused a statement for what stands in it (a NUL in a text, a number out of range, a text too long
 * to index): it is there and works, and the statement without that value goes through.
 */
export function isRefusedValue(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    error.code === 'P2010' &&
    refusal.test(error.message)
  );
}
