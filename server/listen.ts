import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** An address that cannot be listened on. The message says what is wrong with it and what to do. */
export class AddressFailure extends Error {}

export interface Address {
  port: number;
  host: string;
  /** The settings that say them, for advice. */
  names?: { port: string; host: string };
}

/** Listens, and returns the port. Throws AddressFailure. */
export function listen(server: Server, address: Address): Promise<number> {
  const { port, host } = address;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new AddressFailure(adviceFor(error, address))),
    );
    server.listen({ port, host }, () => {
      const found = server.address();
      resolve(typeof found === 'object' && found ? found.port : port);
    });
  });
}

/** The answer to everything while the product starts. */
export function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '1', 'Cache-Control': 'no-store', 'Content-Type': 'text/plain' });
  response.end('Latchkey is starting.\n');
}

function adviceFor(error: NodeJS.ErrnoException, { port, host, names }: Address): string {
  const setting = names ?? { port: 'PORT', host: 'HOST' };
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} at ${host} is taken by another program. Stop that one, or choose another port: ${setting.port}=${port + 1}`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023, such as ${setting.port}=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${setting.host} ${host} is not an address of this machine. Use 127.0.0.1 for this machine alone, or 0.0.0.0 for all networks.`;
    default:
      return `Listening on port ${port} at ${host} failed (${error.code ?? 'unknown'}).`;
  }
}
