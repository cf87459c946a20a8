import type { Socket } from 'node:net';
import { ProbeError } from './outcomes';
import { type FieldValues, needed, type ProbeTarget, portOf, type SignIn, textOf } from './probe-target';
import { withinLimits } from './within-limits';

/**
 * Redis and Valkey: AUTH, PING, QUIT. Encrypted when the field `tls` says on; without it only where
 * that is allowed for the destination.
 */
export function redisAim(values: FieldValues): ProbeTarget {
  const password = needed(values, 'password');
  const username = textOf(values, 'username');
  const isTls = /^(?:on|true|yes|1|required)$/i.test(textOf(values, 'tls')?.trim() ?? '');
  return {
    host: needed(values, 'host'),
    port: portOf(values, 6379),
    hostField: 'host',
    tls: isTls ? 'from-start' : 'none',
    leniency: 'inside',
    signIn: async (opened, signal) => {
      if (!isTls && !opened.isPlainAllowed) throw new ProbeError('redis_not_encrypted');
      return withinLimits(opened, signal, async () => {
        const auth = await say(opened.socket, ['AUTH', ...(username ? [username] : []), password]);
        const refused = judge(auth);
        if (refused) return refused;
        const ping = judge(await say(opened.socket, ['PING']));
        opened.socket.end(command(['QUIT']));
        return ping ?? { state: 'ok', code: 'signed_in' };
      });
    },
  };
}

/** The kind of error is its first word, in capitals. https://redis.io/docs/latest/develop/reference/protocol-spec/ */
function judge(reply: string): SignIn | undefined {
  if (reply.startsWith('+')) return undefined;
  if (!reply.startsWith('-')) throw new ProbeError('answer_odd');
  const kind = /^-([A-Z]+)/.exec(reply)?.[1] ?? '';
  if (kind === 'WRONGPASS' || kind === 'NOAUTH') return { state: 'failed', code: 'credential_refused' };
  if (kind === 'NOPERM') return { state: 'warned', code: 'not_permitted' };
  if (kind === 'LOADING' || kind === 'BUSY' || kind === 'MASTERDOWN')
    return { state: 'failed', code: 'busy' };
  if (kind === 'DENIED') return { state: 'failed', code: 'client_not_allowed' };
  if (/without any password configured|no password is set/i.test(reply)) {
    return { state: 'failed', code: 'password_not_needed' };
  }
  // Before version 6 a wrong password was a plain error.
  return {
    state: 'failed',
    code: /invalid password/i.test(reply) ? 'credential_refused' : 'request_refused',
  };
}

function say(socket: Socket, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const done = () => socket.off('data', hear).off('close', lost).off('error', lost);
    const lost = () => {
      done();
      reject(new ProbeError('connection_failed'));
    };
    const hear = (part: Buffer) => {
      heard += part.toString('latin1');
      const end = heard.indexOf('\r\n');
      if (end < 0 && heard.length < 4096) return;
      done();
      if (end < 0) reject(new ProbeError('answer_odd'));
      else resolve(heard.slice(0, end));
    };
    socket.on('data', hear).once('close', lost).once('error', lost);
    socket.write(command(words));
  });
}

function command(words: readonly string[]): string {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}
