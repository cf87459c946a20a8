// npm run browsers: the main journey and every page of the built product in Chromium, Firefox and WebKit. Names after --
// (npm run browsers -- firefox) take those alone. Debian: apt-get install firefox-esr webkit2gtk-driver xvfb imagemagick.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endWithNpm } from './end-with-parent.mjs';
import { requireNode } from './node-version.mjs';
import { programOptions } from './program-options.mjs';
import { root } from './run.mjs';
import { setUp } from './setup.mjs';
import { runMain } from './step.mjs';

requireNode();
endWithNpm();
await runMain(browsers);

async function browsers() {
  await setUp();
  const outfile = join(root, 'dist', 'browsers.mjs');
  const { build } = await import('esbuild');
  await build({
    ...programOptions,
    entryPoints: ['e2e/engines/main.ts'],
    outfile,
  });
  const child = spawn(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
