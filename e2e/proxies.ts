import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The reverse proxies that docs/behind-a-proxy.md has settings for. */
export const proxies = ['nginx', 'haproxy', 'caddy'] as const;
export type ProxyName = (typeof proxies)[number];

const packages: Record<ProxyName, string> = { nginx: 'nginx-light', haproxy: 'haproxy', caddy: 'caddy' };

/** The name that people use: no loopback name, so that it is known by LATCHKEY_ORIGIN alone. */
export const proxiedName = 'keys.example.com';

export interface ProxySettings {
  name: ProxyName;
  scheme: 'http' | 'https';
  /** Where it listens. */
  port: number;
  /** Where the product listens. */
  upstreamPort: number;
  /** Puts another way of the host headers in place of what the documentation has. */
  change?: (config: string) => string;
}

/** Has the proxies' programs, from Debian's packages where they are not there. Throws where they cannot be had. */
export function requireProxies(): void {
  const missing = proxies.filter((name) => spawnSync('which', [name]).status !== 0);
  if (missing.length === 0) return;
  execFileSync(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...missing.map((name) => packages[name])],
    {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    },
  );
}

/** Starts a proxy with the settings of the documentation. Answers with what ends it. */
export async function startProxy(settings: ProxySettings): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-proxy-'));
  const certificate = join(folder, 'certificate.pem');
  if (settings.scheme === 'https') makeCertificate(certificate);
  const file = join(folder, settings.name === 'caddy' ? 'Caddyfile' : `${settings.name}.conf`);
  await writeFile(file, whole(settings, await documented(settings.name), { folder, certificate }));
  const [program, ...parameters] = commandOf(settings.name, file, folder);
  const child = spawn(program, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += String(text)));
  let hasEnded = false;
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      hasEnded = true;
      resolve();
    }),
  );
  while (!(await listens(settings.port))) {
    if (hasEnded) throw new Error(`${settings.name} ended: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

async function documented(name: ProxyName): Promise<string> {
  const text = await readFile('docs/behind-a-proxy.md', 'utf8');
  const block = new RegExp(`\`\`\`${name}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/behind-a-proxy.md has no settings for ${name}`);
  return block;
}

/** The documented settings at these ports, and what a program of its own needs around them. */
function whole(
  { name, scheme, port, upstreamPort, change = (config) => config }: ProxySettings,
  block: string,
  { folder, certificate }: { folder: string; certificate: string },
): string {
  const config = change(block)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${upstreamPort}`)
    .replaceAll('/etc/ssl/keys.example.com.pem', certificate);
  const isPlain = scheme === 'http';
  switch (name) {
    case 'nginx': {
      const server = config
        .replace('listen 443 ssl;', isPlain ? `listen ${port};` : `listen ${port} ssl;`)
        .replace(/^ *ssl_certificate.*\n/gm, (line) => (isPlain ? '' : line));
      const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (each) => `${each}_temp_path ${folder}/${each};`,
      );
      return `daemon off; pid ${folder}/pid; error_log stderr; events {}\nhttp { access_log off; ${kept.join(' ')}\n${server}}\n`;
    }
    case 'haproxy':
      return config.replace(
        'bind :443 ssl crt',
        isPlain ? `bind 127.0.0.1:${port} #` : `bind 127.0.0.1:${port} ssl crt`,
      );
    case 'caddy':
      return `{\n  admin off\n  auto_https off\n}\n${config
        .replace('keys.example.com:443', `${scheme}://${proxiedName}:${port}`)
        .replace(/^ *tls .*\n/m, (line) => (isPlain ? '' : line))}`;
  }
}

function commandOf(name: ProxyName, file: string, folder: string): [string, ...string[]] {
  switch (name) {
    case 'nginx':
      return ['nginx', '-e', 'stderr', '-p', folder, '-c', file];
    case 'haproxy':
      return ['haproxy', '-db', '-f', file];
    case 'caddy':
      return ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'];
  }
}

function makeCertificate(file: string): void {
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', `/CN=${proxiedName}`, '-addext', `subjectAltName=DNS:${proxiedName}`],
      ...['-keyout', file, '-out', `${file}.crt`],
    ],
    { stdio: 'ignore' },
  );
  execFileSync('sh', ['-c', `cat '${file}.crt' >> '${file}'`]);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}
