import { createServer, type RequestListener } from 'node:http';
import { buildApi } from '@/lib/api/app';
import { resolveLane } from '@/lib/api/resolve-lane';
import { endWatches } from '@/lib/connections/watch';
import { clock } from '@/lib/platform/clock';
import { type Env, env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { isFromTrustedProxy } from '@/lib/platform/peer';
import { startSigningInAhead } from '@/lib/secrets/sign-in-ahead';
import { auth } from '@/lib/users/auth';
import { prepareSetUp } from '@/lib/users/set-up';
import { announceStart } from './server/announce';
import { isApiPath } from './server/api-paths';
import { type Console, openConsole } from './server/console';
import { drain, followSockets } from './server/drain';
import { type FrontDoorSettings, frontDoor } from './server/front-door';
import { limitConnections, timeLimits } from './server/limits';
import { answerStarting, listen } from './server/listen';
import { listenForMetrics } from './server/metrics-port';
import { ownHosts } from './server/own-hosts';
import { projectFolder, readVersion } from './server/project-folder';
import { startServices, stopServices } from './server/services';
import { handleSignals, handleUncaught } from './server/signals';
import { failStart } from './server/start-failure';
import { warnOfSettings } from './server/start-warnings';

const drainDeadlineMs = 10_000;

/**
 * The product: one process, one port; Fastify for `/api/*` and `/metrics`, Next for everything else. Loaded by
 * server/entry.ts.
 */
async function main(): Promise<void> {
  const settings = env();
  handleUncaught();
  let handle: RequestListener = answerStarting;
  const server = createServer(timeLimits(settings.keepAliveMs), (request, response) =>
    handle(request, response),
  );
  followSockets(server);
  limitConnections(server);
  // First of all, for it is what fails most often.
  const port = await listen(server, settings);
  const { origin, hostAliases } = settings;
  const door = { origin, hosts: ownHosts({ origin, aliases: hostAliases }), isFromTrustedProxy };
  const metrics = settings.metrics && (await listenForMetrics(settings.metrics, door));
  const folder = projectFolder();
  const { parts, attach } = await startServices(settings);
  const pages = await openPages(settings, folder, door);
  const status = { isStopping: false };
  const api = await buildApi({
    origin: settings.origin,
    isOwnOrigin: door.hosts.isOwnOrigin,
    version: await readVersion(folder),
    clock: clock(),
    parts,
    isStopping: () => status.isStopping,
    hasOwnMetricsPort: metrics !== undefined,
  });
  handleSignals(async (signal) => {
    status.isStopping = true;
    // Who presses Ctrl-C waits for it; who sends SIGTERM has balancers that still send requests.
    const times = { goOnMs: signal === 'SIGTERM' ? settings.drainMs : 0, deadlineMs: drainDeadlineMs };
    setTimeout(endWatches, times.goOnMs);
    await Promise.all([server, ...(metrics ? [metrics] : [])].map((each) => drain(each, times)));
    await api.close();
    await pages?.close();
    await stopServices();
  });
  const setUp = attach ? undefined : await prepareSetUp(settings);
  await warnOfSettings(settings);
  const answerAtOnce = resolveLane(settings.origin, (request, response) => api.routing(request, response));
  const refuses = frontDoor(door);
  handle = (request, response) => {
    if (refuses(request, response)) return;
    if (answerAtOnce(request, response)) return;
    if (!pages || isApiPath(request.url ?? '/')) api.routing(request, response);
    else pages.handle(request, response);
  };
  log.info('server.started', { port, host: settings.host, origin: settings.origin, role: settings.role });
  announceStart(settings, setUp);
  // Not before: it takes processor time, and somebody waits for the start.
  startSigningInAhead();
  await attach?.({
    finish: async () => announceStart(settings, await prepareSetUp(settings)),
    isStopping: () => status.isStopping,
  });
}

async function openPages(
  { role, origin, port, host }: Env,
  folder: string,
  { hosts }: FrontDoorSettings,
): Promise<Console | undefined> {
  if (role === 'resolver') return undefined;
  // What the first sign-in would wait for.
  await auth();
  const mode = process.argv.includes('--dev') ? 'developed' : 'built';
  return openConsole({ folder, origin, port, host, mode, hosts });
}

await main().catch(failStart);
