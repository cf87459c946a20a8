import { readFileSync } from 'node:fs';
import { type Client, createClient } from '@1password/sdk';

// @1password/sdk as others use it, in a process of its own: peer-program <way> <file with {token, references}>.
// Prints the milliseconds that the references took, one after the other unless the way says otherwise.

const [way, file] = process.argv.slice(2);
const { token, references }: { token: string; references: string[] } = JSON.parse(
  readFileSync(file ?? '', 'utf8'),
);
const signIn = () => createClient({ auth: token, integrationName: 'Bench', integrationVersion: '1' });

const work = await preparedWork();
// The first call of a process also loads the SDK, which is nobody's share.
console.log('ready');
const startedMs = performance.now();
await work();
console.log(String(performance.now() - startedMs));
process.exit(0);

async function preparedWork(): Promise<() => Promise<void>> {
  switch (way) {
    case 'new-client':
      await signIn();
      return async () => {
        for (const reference of references) await read(await signIn(), reference);
      };
    case 'warm': {
      const client = await warmClient();
      return async () => {
        for (const reference of references) await read(client, reference);
      };
    }
    case 'warm-parallel': {
      const client = await warmClient();
      return async () => void (await Promise.all(references.map((reference) => read(client, reference))));
    }
    case 'resolve-all': {
      const client = await warmClient();
      return () => readAll(client);
    }
    case 'sign-in-and-resolve-all':
      await signIn();
      return async () => readAll(await signIn());
    default:
      throw new Error(`no such way: ${way}`);
  }
}

/** Signed in, with the keyset that it keeps from then on. */
async function warmClient(): Promise<Client> {
  const client = await signIn();
  const [first = ''] = references;
  await read(client, first);
  return client;
}

async function read(client: Client, reference: string): Promise<void> {
  const value = await client.secrets.resolve(reference);
  if (!value.startsWith('value of')) throw new Error('not the value');
}

async function readAll(client: Client): Promise<void> {
  const { individualResponses } = await client.secrets.resolveAll(references);
  const found = Object.values(individualResponses).filter(({ content }) =>
    content?.secret.startsWith('value of'),
  );
  if (found.length !== references.length) throw new Error(`${found.length} of ${references.length} found`);
}
