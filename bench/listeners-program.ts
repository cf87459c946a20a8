import { connect } from 'node:net';

// Opens streams of events, and at each SIGUSR2 tells when they heard of a change: a line of JSON.

const [, , address = '', key = '', count = '0'] = process.argv;
const { hostname, port, pathname } = new URL(address);
const heard: number[] = [];
let open = 0;

const request = `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${key}\r\n\r\n`;

for (let at = 0; at < Number(count); at += 1) {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      if (text.includes('event: current')) {
        open += 1;
        resolve();
      }
      if (text.includes('event: changed')) heard.push(Date.now());
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
  });
}
console.log(JSON.stringify({ open }));

process.on('SIGUSR2', () => {
  console.log(JSON.stringify({ heard: heard.length, firstMs: heard[0] ?? 0, lastMs: heard.at(-1) ?? 0 }));
  heard.length = 0;
});
