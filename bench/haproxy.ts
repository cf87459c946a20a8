import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../scripts/port.mjs';

/**
 * Starts HAProxy (Debian: haproxy) in front of the servers at `ports`, much as docs/behind-a-proxy.md has it: it asks each whether it is
 * ready, and asks another one when one breaks before it has answered.
 */
export async function startHaproxy(ports: readonly number[]): Promise<{ origin: string; end(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-haproxy-'));
  const port = await freePort();
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(
    file,
    [
      'defaults',
      '  mode http',
      '  timeout connect 2s',
      '  timeout client 60s',
      '  timeout server 60s',
      '  option http-buffer-request',
      '  option redispatch',
      '  retries 3',
      '  retry-on conn-failure empty-response response-timeout 503',
      'listen latchkey',
      `  bind 127.0.0.1:${port}`,
      '  option httpchk GET /api/ready',
      '  default-server check inter 500ms fall 2 rise 1',
      ...ports.map((each, at) => `  server replica${at} 127.0.0.1:${each}`),
      '',
    ].join('\n'),
  );
  const child = spawn('haproxy', ['-q', '-f', file], { stdio: 'ignore' });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  return {
    origin: `http://127.0.0.1:${port}`,
    end() {
      process.off('exit', stop);
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
