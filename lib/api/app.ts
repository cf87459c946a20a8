import Fastify, { type FastifyInstance } from 'fastify';
import type { OwnAddress } from '@/lib/doors/api';
import type { Clock } from '@/lib/kernel/clock';
import { accessRoutes } from './access';
import { addRoutes } from './add-routes';
import { apiKeyRoutes } from './api-keys';
import { arrangeRoutes } from './arrange';
import { attentionRoutes } from './attention';
import { auditRoutes } from './audit';
import { requireCaller } from './authentication';
import { browseRoutes } from './browse';
import { cacheRoutes } from './cache';
import { tagAnswers } from './conditional';
import { connectionRoutes } from './connections';
import { destinationRoutes } from './destinations';
import { type HealthSettings, healthRoutes } from './health';
import { historyRoutes } from './history';
import { readJsonBodies } from './json-body';
import { addLanguageHook } from './language';
import { shareLoad, shedLoad } from './load-shedding';
import { managerRoutes } from './managers';
import { addMetricsRoute, countRequests } from './metrics';
import { describeApi, descriptionRoutes } from './openapi';
import { answerProblems, knownError, sendProblem } from './problem';
import { projectRoutes } from './projects';
import { quotaRoutes } from './quota';
import { referenceRoutes } from './references';
import { requestIdOf } from './request-id';
import type { Route } from './route';
import { scanRoutes } from './scans';
import { setHeaders } from './security-headers';
import { userRoutes } from './users';

export interface ApiSettings extends HealthSettings, OwnAddress {
  version: string;
  clock: Clock;
  /** Whether `/metrics` is served elsewhere, and so not here. */
  hasOwnMetricsPort?: boolean;
}

const bodyLimitBytes = 4 * 1024 * 1024;

/** Every route that asks who is there, below `/api/v1`. */
export const guardedRoutes: readonly Route[] = [
  ...connectionRoutes,
  ...arrangeRoutes,
  ...referenceRoutes,
  ...scanRoutes,
  ...managerRoutes,
  ...browseRoutes,
  ...cacheRoutes,
  ...apiKeyRoutes,
  ...accessRoutes,
  ...attentionRoutes,
  ...projectRoutes,
  ...destinationRoutes,
  ...userRoutes,
  ...auditRoutes,
  ...quotaRoutes,
  ...historyRoutes,
];

/** The data plane: `/api/*` and `/metrics`. Needs the open database, keyring, providers and cache. */
export async function buildApi(settings: ApiSettings): Promise<FastifyInstance> {
  const api = Fastify({
    bodyLimit: bodyLimitBytes,
    genReqId: requestIdOf,
    // A request that comes while the process drains is still answered; readiness says to send no more.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, knownError(error)),
  });
  addLanguageHook(api);
  readJsonBodies(api);
  answerProblems(api);
  setHeaders(api, settings.origin);
  countRequests(api);
  await describeApi(api, settings.version);
  await api.register(async (open) => {
    if (!settings.hasOwnMetricsPort) addMetricsRoute(open, settings);
    addRoutes(open, 'open', [...healthRoutes(settings), ...descriptionRoutes(open)]);
  });
  await api.register(
    async (guarded) => {
      shedLoad(guarded);
      requireCaller(guarded, settings);
      shareLoad(guarded);
      tagAnswers(guarded);
      addRoutes(guarded, 'signed-in', guardedRoutes);
    },
    { prefix: '/api/v1' },
  );
  await api.ready();
  return api;
}
