import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardedRoutes } from '@/lib/api/app';
import { codesOf } from '@/lib/api/codes';
import { isErrorCode } from '@/lib/kernel/error-codes';

interface Known {
  operationId: string;
  method: string;
  pattern: RegExp;
  codes: readonly string[];
  parameters: number;
}

const known: readonly Known[] = guardedRoutes
  .map((route) => ({
    operationId: route.operationId,
    method: route.method,
    pattern: new RegExp(`^/api/v1${route.path.replace(/:[A-Za-z]+/g, '[^/]+')}$`),
    codes: codesOf(route, 'signed-in'),
    parameters: route.path.split(':').length,
  }))
  // As the router does: a word is before a parameter.
  .sort((a, b) => a.parameters - b.parameters);

/**
 * Throws when the API has answered with an error code that its description does not name for the operation. Addresses
 * that belong to no operation are passed over.
 */
export function requireNamedCode(asked: { method: string; url: string }, code: unknown): void {
  const path = asked.url.split('?', 1)[0] ?? '';
  const method = asked.method === 'HEAD' ? 'GET' : asked.method;
  const operation = known.find((each) => each.method === method && each.pattern.test(path));
  if (!operation || typeof code !== 'string' || !isErrorCode(code)) return;
  noteCode(operation.operationId, code);
  if (!operation.codes.includes(code))
    throw new Error(
      `${operation.operationId} answered with ${code}, which its description does not name: add it to the route's codes`,
    );
}

/** Where scripts/codes.mjs asks what was given; nowhere otherwise. */
function noteCode(operationId: string, code: string): void {
  const folder = process.env.LATCHKEY_CODES_FOLDER;
  if (folder) appendFileSync(join(folder, `api-${process.pid}.txt`), `${operationId} ${code}\n`);
}
