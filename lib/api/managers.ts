import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { getAccess, setAccess } from '@/lib/managers/access';
import {
  accessInputSchema,
  accessPreviewSchema,
  accessViewSchema,
  previewInputSchema,
  refusalsInputSchema,
  refusalsPreviewSchema,
} from '@/lib/managers/access-schema';
import { closeBreaker } from '@/lib/managers/close-breaker';
import { connectManager } from '@/lib/managers/connect';
import { getManager } from '@/lib/managers/get';
import { listManagers } from '@/lib/managers/list';
import { previewRefusals } from '@/lib/managers/preview-refusals';
import { recheckManager } from '@/lib/managers/recheck';
import { removeManager } from '@/lib/managers/remove';
import {
  connectInputSchema,
  managerViewSchema,
  testInputSchema,
  testResultSchema,
  updateInputSchema,
} from '@/lib/managers/schema';
import { testCredential } from '@/lib/managers/test';
import { updateManager } from '@/lib/managers/update';
import { previewAccess } from '@/lib/secrets/preview-access';
import { credentialCodes, listingCodes } from './codes';
import { idParams, nothing, type Route, route } from './route';

const tag = 'Secret managers';
const recheckResultSchema = testResultSchema.extend({ manager: managerViewSchema });
const removeQuery = z.object({
  force: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` removes it although connections need it; their fields then resolve no more.'),
});

/** Secret managers: test, connect, list, read, change, check again, remove. */
export const managerRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/secret-managers/test',
    tag,
    operationId: 'testCredential',
    summary: 'Test a credential without saving it',
    description:
      'Signs in to the secret manager and answers the account, its vaults and warnings about the service account. Nothing is saved. It counts against the caller’s budget and the provider’s limits.',
    codes: credentialCodes,
    body: testInputSchema,
    answer: testResultSchema,
    run: ({ caller, body }) => testCredential({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers',
    tag,
    operationId: 'connectManager',
    summary: 'Test a credential, encrypt it and save the secret manager',
    description:
      'The credential is tested first; nothing is saved when that fails. It is stored encrypted and is in no answer. No project may use a secret of it until access is set.',
    codes: ['conflict', ...credentialCodes],
    body: connectInputSchema,
    answer: managerViewSchema,
    status: 201,
    run: ({ caller, body }) => connectManager({ caller, input: body }),
  }),

  route({
    method: 'GET',
    path: '/secret-managers',
    tag,
    operationId: 'listManagers',
    summary: 'List secret managers',
    description:
      'The secret managers of the caller’s projects and those that are platform-wide, by name. Read from stored rows: no request goes out.',
    query: pageQuerySchema,
    answer: pageSchema(managerViewSchema),
    run: ({ caller, query }) => listManagers({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id',
    tag,
    operationId: 'getManager',
    summary: 'Read a secret manager: status, policy, breaker',
    description:
      'The status is that of the last request of anybody; `checkedAt` says when. No request goes out: to ask now, test it again.',
    params: idParams,
    answer: managerViewSchema,
    run: ({ caller, params }) => getManager({ caller, input: params }),
  }),

  route({
    method: 'PATCH',
    path: '/secret-managers/:id',
    tag,
    operationId: 'updateManager',
    summary: 'Change a secret manager: name, scope, token, plan, policy or change feed',
    description:
      'What is not named is kept. A new token is tested before it replaces the old one, and makes every cached entry of the secret manager unreachable; a new policy keeps them.',
    codes: ['conflict', ...credentialCodes],
    params: idParams,
    body: updateInputSchema,
    answer: managerViewSchema,
    run: ({ caller, params, body }) => updateManager({ caller, input: { id: params.id, patch: body } }),
  }),

  route({
    method: 'DELETE',
    path: '/secret-managers/:id',
    tag,
    operationId: 'removeManager',
    summary: 'Remove a secret manager and its cached entries',
    description:
      'Answers `in_use` with the connections that need it, unless forced. With `force=true` their fields keep the reference and fail until they are bound again.',
    codes: ['in_use'],
    params: idParams,
    query: removeQuery,
    answer: nothing,
    status: 204,
    run: async ({ caller, params, query }) => {
      await removeManager({ caller, input: { id: params.id, force: query.force === 'true' ? 'yes' : 'no' } });
      return undefined;
    },
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/test',
    tag,
    operationId: 'recheckManager',
    summary: 'Test a saved secret manager again',
    description:
      'Signs in with the saved credential and stores the outcome as its status. It counts against the caller’s budget and the provider’s limits.',
    codes: credentialCodes,
    params: idParams,
    answer: recheckResultSchema,
    run: ({ caller, params }) => recheckManager({ caller, input: params }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/breaker/close',
    tag,
    operationId: 'closeBreaker',
    summary: 'Let requests go out again before the pause is over',
    description:
      'After failures Latchkey sends nothing to a secret manager for a while. This ends the pause; the next read tells whether the trouble has passed.',
    params: idParams,
    answer: managerViewSchema,
    run: ({ caller, params }) => closeBreaker({ caller, input: params }),
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/access',
    tag,
    operationId: 'getAccess',
    summary: 'Which projects may use which secrets of a secret manager',
    description: 'With the fields that are refused by it. Read from stored rows: no request goes out.',
    params: idParams,
    answer: accessViewSchema,
    run: ({ caller, params }) => getAccess({ caller, input: params }),
  }),

  route({
    method: 'PUT',
    path: '/secret-managers/:id/access',
    tag,
    operationId: 'setAccess',
    summary: 'Set which projects may use which secrets of a secret manager',
    description:
      'Replaces what was set before, and holds for the next resolve in every process. Patterns are over references: `op://Production/**`, `op://Shared/Database/*`. A project that is not listed may use nothing. The answer names the fields that are refused from now on.',
    codes: ['conflict'],
    params: idParams,
    body: accessInputSchema,
    answer: accessViewSchema,
    run: ({ caller, params, body }) => setAccess({ caller, input: { ...params, ...body } }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/access/preview',
    tag,
    operationId: 'previewAccess',
    summary: 'What patterns let through now, by title',
    description:
      'Vaults, and the items of those that are let through in part. From listings of the last two minutes; what is not listed yet is read from the secret manager, which counts against the caller’s budget. Changes nothing.',
    codes: listingCodes,
    params: idParams,
    body: previewInputSchema,
    answer: accessPreviewSchema,
    run: ({ caller, params, body }) => previewAccess({ caller, input: { ...params, ...body } }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/access/refusals',
    tag,
    operationId: 'previewRefusals',
    summary: 'Which bound fields an access would refuse, before it is set',
    description:
      'Takes what `PUT …/access` takes, and names the fields that would be refused and are not now. Read from stored rows: no request goes out. Changes nothing.',
    params: idParams,
    body: refusalsInputSchema,
    answer: refusalsPreviewSchema,
    run: ({ caller, params, body }) => previewRefusals({ caller, input: { ...params, ...body } }),
  }),
];
