import { Prisma } from './prisma-client/client';

/** Whether the database refused a row because another one has its unique name (Prisma's P2002). */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
