import { createServer, type Server } from 'node:net';
import { decodeToken, encodeToken } from '../sandbox/token';

/** A token that names another sign-in address, whole in every other way. */
export function tokenFor(token: string, signInAddress: string): string {
  return encodeToken({ ...decodeToken(token), signInAddress });
}

/** Ways to break a token that is looked at before anything is sent, and what people are told. */
export function brokenTokens(token: string): { name: string; token: string; says: RegExp }[] {
  return [
    { name: 'empty', token: '', says: /is empty/ },
    { name: 'white space alone', token: ' \t\n ', says: /is empty/ },
    { name: 'without its beginning', token: token.slice(4), says: /begins with ops_/ },
    { name: 'cut in the middle', token: token.slice(0, token.length / 2), says: /cut off|end is missing/ },
    { name: 'cut by its last characters', token: token.slice(0, -3), says: /cut off|end is missing/ },
    {
      name: 'with a character lost inside',
      token: token.slice(0, 40) + token.slice(41),
      says: /cut off|damaged/,
    },
    {
      name: 'of which there are two',
      token: `${token}\n${tokenFor(token, 'http://127.0.0.1:1')}`,
      says: /more than one|several|two/i,
    },
    {
      name: 'with a character inside that no token has',
      token: `${token.slice(0, 90)}\u0000${token.slice(90)}`,
      says: /do not belong|cut off/,
    },
  ];
}

/** A port that counts who knocks and answers nobody. */
export interface Listener {
  origin: string;
  connections(): number;
  close(): Promise<void>;
}

export async function startListener(): Promise<Listener> {
  let count = 0;
  const server: Server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    connections: () => count,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
