import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// The floor: node:http alone, answering every request with the same bytes. bare-program <file with {headers, body}>

const { headers, body }: { headers: Record<string, string>; body: string } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
);
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
});
