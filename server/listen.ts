import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** An address that cannot be listened on. The message says what is wrong with it and what to do. */
export class AddressFailure extends Error {}

/** Listens, and returns the port. Throws AddressFailure. */
export function listen(server: Server, { port, host }: { port: number; host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new AddressFailure(adviceFor(error, port, host))),
    );
    server.listen({ port, host }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** The answer to everything while the product starts. */
export function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '1', 'Cache-Control': 'no-store', 'Content-Type': 'text/plain' });
  response.end('Latchkey is starting.\n');
}

function adviceFor(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} at ${host} is taken by another program. Stop that one, or choose another port: PORT=${port + 1}`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023, such as PORT=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${host} is not an address of this machine. Use 127.0.0.1 for this machine alone, or 0.0.0.0 for all networks.`;
    default:
      return `Listening on port ${port} at ${host} failed (${error.code ?? 'unknown'}).`;
  }
}
