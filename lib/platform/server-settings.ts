import { z } from 'zod';
import { readServerAddress, type ServerAddress } from './server-address';

/** `DATABASE_URL`: an address of PostgreSQL, taken apart. */
export const databaseAddress = serverAddress('DATABASE_URL', 'for the embedded database');

/** `LATCHKEY_LISTEN_URL`: the same, for the connection that listens for notifications. */
export const listenAddress = serverAddress('LATCHKEY_LISTEN_URL', 'to listen at DATABASE_URL');

interface Addresses {
  DATABASE_URL?: ServerAddress;
  LATCHKEY_LISTEN_URL?: ServerAddress;
}

/** An address to listen at belongs to one for everything else, and names no other schema than that. */
export function checkListenAddress({ value, issues }: z.core.ParsePayload<Addresses>): void {
  const { DATABASE_URL: database, LATCHKEY_LISTEN_URL: listen } = value;
  if (listen === undefined) return;
  const refuse = (message: string) =>
    issues.push({ code: 'custom', path: ['LATCHKEY_LISTEN_URL'], message, input: undefined });
  if (database === undefined) {
    refuse(
      'is set and DATABASE_URL is not. Set DATABASE_URL too, or leave both unset for the embedded database',
    );
    return;
  }
  const { schema } = listen.parameters;
  if (schema !== undefined && schema !== database.parameters.schema)
    refuse(
      'names another schema than DATABASE_URL. Leave the parameter schema out of it: what is listened for has none',
    );
}

function serverAddress(setting: string, unset: string) {
  return z.string().transform((text, context) => {
    const read = readServerAddress(text, unset);
    if ('address' in read) return read.address;
    // Advice that names the setting is written for the first of them.
    const message = read.problem.replaceAll('DATABASE_URL_FILE', `${setting}_FILE`);
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
