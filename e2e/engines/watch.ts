import { createServer, request } from 'node:http';

/** In every page, before its own scripts: gathers what a browser would write into its console as wrong. */
const watch = `window.complaints = [];
const tell = (kind, text) => window.complaints.push(kind + ': ' + text);
for (const level of ['error', 'warn']) {
  const before = console[level];
  console[level] = (...said) => { tell('console.' + level, said.map(String).join(' ')); before.apply(console, said); };
}
addEventListener('error', (event) => tell('error', event.message || 'not loaded: ' + (event.target.src || event.target.href)), true);
addEventListener('unhandledrejection', (event) => tell('rejection', String(event.reason)));
document.addEventListener('securitypolicyviolation', (event) => tell('policy', event.violatedDirective + ' ' + event.blockedURI));`;

/**
 * Stands before the product and puts the watch into each page, by the page's own nonce: the one way that is the same in
 * every engine. Answers with what ends it.
 */
export async function startWatch(port: number, upstreamPort: number): Promise<() => Promise<void>> {
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const { method, url: path } = incoming;
    const upstream = request({ host: '127.0.0.1', port: upstreamPort, method, path, headers }, (answer) => {
      const isPage = answer.headers['content-type']?.startsWith('text/html');
      if (!isPage) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        return void answer.pipe(outgoing);
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const { 'content-length': _length, 'transfer-encoding': _encoding, ...others } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, others);
        outgoing.end(withWatch(Buffer.concat(chunks).toString()));
      });
    });
    upstream.once('error', () => outgoing.headersSent || outgoing.writeHead(502).end());
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

function withWatch(html: string): string {
  const nonce = /nonce="([^"]+)"/.exec(html)?.[1];
  const script = `<script${nonce ? ` nonce="${nonce}"` : ''}>${watch}</script>`;
  return html.replace(/<head[^>]*>/, (head) => head + script);
}
