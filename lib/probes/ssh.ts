import { ProbeError } from './outcomes';
import type { FieldValues, ProbeTarget } from './probe-target';
import { needed, portOf } from './probe-target';
import { withinLimits } from './within-limits';

/** SSH: whether a server greets there (RFC 4253, 4.2). The key is not sent and not tried. */
export function sshAim(values: FieldValues): ProbeTarget {
  return {
    host: needed(values, 'host'),
    port: portOf(values, 22),
    hostField: 'host',
    tls: 'none',
    leniency: 'none',
    signIn: ({ socket, ...opened }, signal) =>
      withinLimits({ socket, ...opened }, signal, async () => {
        const greeting = await new Promise<string>((resolve, reject) => {
          let heard = '';
          socket.on('data', (part: Buffer) => {
            heard += part.toString('latin1');
            if (heard.length >= 4 || heard.includes('\n')) resolve(heard);
          });
          socket.once('close', () => reject(new ProbeError('connection_failed')));
        });
        if (!greeting.startsWith('SSH-')) throw new ProbeError('answer_odd');
        return { state: 'not_tested', code: 'reach_only' };
      }),
  };
}
