import { createServer, type RequestListener } from 'node:http';
import { buildApi } from '@/lib/api/app';
import { resolveLane } from '@/lib/api/resolve-lane';
import { clock } from '@/lib/platform/clock';
import { type Env, env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { prepareSetUp } from '@/lib/users/set-up';
import { announceStart } from './server/announce';
import { type Console, openConsole } from './server/console';
import { drain } from './server/drain';
import { answerStarting, listen } from './server/listen';
import { startParts, stopParts } from './server/parts';
import { isForApi } from './server/planes';
import { projectFolder, readVersion } from './server/project-folder';
import { handleSignals, handleUncaught } from './server/signals';
import { failStart } from './server/start-failure';

const drainDeadlineMs = 10_000;

/** The product: one process, one port; Fastify for `/api/*` and `/metrics`, Next for everything else. */
async function main(): Promise<void> {
  const settings = env();
  handleUncaught();
  let handle: RequestListener = answerStarting;
  const server = createServer((request, response) => handle(request, response));
  // First of all, for it is what fails most often.
  const port = await listen(server, settings);
  const folder = projectFolder();
  const parts = await startParts(settings);
  const pages = await openPages(settings, folder);
  const status = { isStopping: false };
  const api = await buildApi({
    origin: settings.origin,
    version: await readVersion(folder),
    clock: clock(),
    parts,
    isStopping: () => status.isStopping,
  });
  handleSignals(async () => {
    status.isStopping = true;
    await drain(server, drainDeadlineMs);
    await api.close();
    await pages?.close();
    await stopParts();
  });
  const setUp = await prepareSetUp(settings);
  const answerAtOnce = resolveLane(settings.origin);
  handle = (request, response) => {
    if (answerAtOnce(request, response)) return;
    if (!pages || isForApi(request.url ?? '/')) api.routing(request, response);
    else pages.handle(request, response);
  };
  log.info('server.started', { port, host: settings.host, origin: settings.origin, role: settings.role });
  announceStart(settings, setUp);
}

async function openPages({ role, origin, port, host }: Env, folder: string): Promise<Console | undefined> {
  if (role === 'resolver') return undefined;
  const mode = process.argv.includes('--dev') ? 'developed' : 'built';
  return openConsole({ folder, origin, port, host, mode });
}

await main().catch(failStart);
