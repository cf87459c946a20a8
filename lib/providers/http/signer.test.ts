import { createServer } from 'node:https';
import { expect, it } from 'vitest';
import { makeCertificate } from '@/lib/probes/testing/certificate';
import { createSignerLook } from './signer';

async function lookAt(signer: string) {
  let requests = 0;
  const server = createServer(makeCertificate(['127.0.0.1'], { signer }), (_, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const look = createSignerLook();
  const origin = `https://127.0.0.1:${Object(server.address()).port}`;
  const told = await look(origin);
  server.close();
  return { told, again: await look(origin), requests };
}

it('tells who signed a certificate, and sends nothing', async () => {
  expect(await lookAt('Müller & Co. Inspection CA')).toEqual({
    told: 'Müller & Co. Inspection CA',
    // Looked at once: the server is gone by now.
    again: 'Müller & Co. Inspection CA',
    requests: 0,
  });
});

it('tells of what is written there plain characters alone, and few', async () => {
  expect((await lookAt('<b>Corp</b>\u202e\nhttps://evil.example')).told).toBe('bCorpbhttpsevil.example');
  expect((await lookAt('𐐀'.repeat(80))).told).toBe('𐐀'.repeat(60));
  expect((await lookAt('\u0007')).told).toBeUndefined();
});

it('tells nothing where nobody answers', async () => {
  expect(await createSignerLook()('https://account.invalid')).toBeUndefined();
});
