import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { requestIdOf } from '@/lib/api/request-id';
import { pageContentPolicy, securityHeaders } from '@/lib/api/security-headers';
import { isFromOwnPage, otherOrigin } from '@/lib/doors/own-page';
import { LatchkeyError } from '@/lib/kernel/errors';
import { languageOf } from '@/lib/kernel/language';
import { askedPathHeader } from '@/lib/kernel/own-path';
import { problemOf } from '@/lib/kernel/problem';
import { runWithLanguage } from '@/lib/platform/language';
import { log } from '@/lib/platform/log';
import { peerHeader, peerOf } from '@/lib/platform/peer';
import { logOutput } from './console-output';
import type { OwnHosts } from './own-hosts';
import { vouchForOrigin } from './own-page';

/** The console: Next behind one function. */
export interface Console {
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

export interface ConsoleSettings {
  /** The project's folder, which holds `.next/`. */
  folder: string;
  origin: string;
  port: number;
  host: string;
  mode: 'built' | 'developed';
  hosts: OwnHosts;
}

/** Loads Next and makes it ready. Throws `internal`, with advice inside, when the console was not built. */
export async function openConsole(settings: ConsoleSettings): Promise<Console> {
  requireBuild(settings);
  setNodeEnv(settings.mode);
  if (settings.mode === 'built') logOutput(log, console);
  const { default: next } = await import('next');
  const app = next({
    dev: settings.mode === 'developed',
    dir: settings.folder,
    hostname: settings.host,
    port: settings.port,
    ...upgradesOf(settings.mode),
  });
  await app.prepare();
  const handlePage = app.getRequestHandler();
  const headers = Object.entries(securityHeaders(settings.origin));
  return {
    handle(request, response) {
      const requestId = requestIdOf(request);
      for (const [name, value] of headers) response.setHeader(name, value);
      response.setHeader('X-Request-Id', requestId);
      request.headers['x-request-id'] = requestId;
      if (!isFromOwnPage(request, settings.hosts)) return refuseOtherPage(request, response, settings.origin);
      vouchForOrigin(request);
      request.headers[peerHeader] = peerOf(request);
      if (!request.url?.startsWith('/_next/static/')) protectPage(request, response, settings.mode);
      runWithLanguage(languageOf(request.headers), () => {
        handlePage(request, response).catch((error: unknown) => failed(response, requestId, error));
      });
    },
    close: () => app.close(),
  };
}

function requireBuild({ mode, folder }: ConsoleSettings): void {
  if (mode === 'developed' || existsSync(join(folder, '.next', 'BUILD_ID'))) return;
  throw new LatchkeyError('internal', { inside: 'The console is not built. Run: npm run build' });
}

/**
 * Next takes the server's upgrades to itself at its first request, and leaves those that it does not know open without an
 * answer or an end: Java's client, which offers HTTP/2 with each request, waits then for ever. Only a developed page needs
 * one. A built console gets a server that never listens; the real one answers such requests like all others.
 */
function upgradesOf(mode: ConsoleSettings['mode']): { httpServer?: Server } {
  return mode === 'built' ? { httpServer: createServer() } : {};
}

/** React picks its build by NODE_ENV, and Next leaves that to the program around it. */
function setNodeEnv(mode: ConsoleSettings['mode']): void {
  // biome-ignore lint/style/noProcessEnv: it is set for others, not read.
  Object.assign(process.env, { NODE_ENV: mode === 'built' ? 'production' : 'development' });
}

const told = new Set<string>();

/** One line for each address, for whoever meets it meets it with every click. */
function tellOnce(inside: string | undefined): void {
  if (inside === undefined || told.has(inside) || told.size >= 20) return;
  told.add(inside);
  log.warn('console.other-origin', { inside });
}

/** A server action reads no body of ours, so it is a text for whoever looks. */
function refuseOtherPage(request: IncomingMessage, response: ServerResponse, origin: string): void {
  const refusal = otherOrigin(request, origin);
  tellOnce(refusal.inside);
  const problem = problemOf(refusal, languageOf(request.headers));
  const isAction = request.headers['next-action'] !== undefined;
  // Next hands a text of exactly this type on to the page that called (components/query/failed-action.ts).
  const type = isAction ? 'text/plain' : 'text/plain; charset=utf-8';
  response.writeHead(problem.status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(isAction ? JSON.stringify(problem) : `${problem.detail}\n`);
}

/** Next puts the nonce it finds in the request's policy on every script that it writes; pages read it in `x-nonce`. */
function protectPage(
  request: IncomingMessage,
  response: ServerResponse,
  mode: ConsoleSettings['mode'],
): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = pageContentPolicy(nonce, mode);
  request.headers['x-nonce'] = nonce;
  request.headers[askedPathHeader] = request.url ?? '/';
  request.headers['content-security-policy'] = policy;
  delete request.headers['content-security-policy-report-only'];
  response.setHeader('Content-Security-Policy', policy);
}

function failed(response: ServerResponse, requestId: string, error: unknown): void {
  log.error('console.failed', {
    requestId,
    inside: error instanceof Error ? `${error.name}: ${error.message}` : '',
  });
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}
