import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  port: number;
  /** How many requests each server was given that ran a server action. */
  actions: number[];
  close(): Promise<void>;
}

/** Sends one request after the other to one server after the other, whoever asks: none of them keeps its visitors. */
export async function startBalancer(ports: readonly number[], port = 0): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const actions = ports.map(() => 0);
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    turn = (turn + 1) % ports.length;
    if (incoming.headers['next-action']) actions[turn] = (actions[turn] ?? 0) + 1;
    const { method, url: path, headers } = incoming;
    const upstream = request(
      { agent, host: '127.0.0.1', port: ports[turn], method, path, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    upstream.once('error', () => outgoing.headersSent || outgoing.writeHead(502).end());
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: portOf(server.address()),
    actions,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('the balancer has no port');
  return address.port;
}
