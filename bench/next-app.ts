import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePort } from '../scripts/port.mjs';
import { type Child, startChild } from './child';

/**
 * Builds an app of one Next route handler that answers with the same bytes, in a folder of its own, and starts it in
 * production mode as the product's console is: one function behind node:http.
 */
export async function startNextApp(reply: {
  headers: Record<string, string>;
  body: string;
}): Promise<{ origin: string; child: Child }> {
  const folder = resolve('.setup', 'bench', 'next-app');
  await rm(folder, { recursive: true, force: true });
  const routeFolder = join(folder, 'app', 'resolve');
  await mkdir(routeFolder, { recursive: true });
  const root = JSON.stringify(resolve('.'));
  await writeFile(
    join(folder, 'next.config.mjs'),
    `export default { turbopack: { root: ${root} }, outputFileTracingRoot: ${root} };\n`,
  );
  await writeFile(join(folder, 'package.json'), '{"name":"bench-next-app","private":true}');
  await writeFile(
    join(routeFolder, 'route.js'),
    `const reply = ${JSON.stringify(reply)};
export async function POST() { return new Response(reply.body, { headers: reply.headers }); }\n`,
  );
  await writeFile(
    join(folder, 'app', 'layout.jsx'),
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  );
  const port = await freePort();
  await writeFile(
    join(folder, 'server.mjs'),
    `import { createServer } from 'node:http';
import next from 'next';
const app = next({ dev: false, dir: ${JSON.stringify(folder)}, hostname: '127.0.0.1', port: ${port} });
await app.prepare();
const handle = app.getRequestHandler();
createServer((request, response) => handle(request, response)).listen(${port}, '127.0.0.1', () => console.log('ready'));\n`,
  );
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  execFileSync(process.execPath, [resolve('node_modules', 'next', 'dist', 'bin', 'next'), 'build', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  const child = startChild(join(folder, 'server.mjs'), [], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  });
  while ((await child.line()) !== 'ready');
  return { origin: `http://127.0.0.1:${port}`, child };
}
