import { readerOf } from '@/lib/connections/testing/callers';
import { manualClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { resolveReferences } from '@/lib/secrets/resolve';
import { connect, openProduct } from './product';

// The product in a process of its own whose clock the benchmark moves, to be killed and started again:
// life-program <now in ms> <data folder> <sign-in address> <deadline in ms>. Reads commands from IPC.

const [nowMs, dataDir = '', address = '', timeoutMs] = process.argv.slice(2);
const time = manualClock(Number(nowMs));
setClock(time);
await openProduct({ signInHosts: [address], dataDir, timeoutMs: Number(timeoutMs) });

type Command =
  | { verb: 'connect'; token: string }
  | { verb: 'advance'; byMs: number }
  | { verb: 'read'; secretManagerId: string; references: string[] };

process.on('message', (command: Command) => void run(command).then((answer) => process.send?.({ answer })));
process.send?.({ answer: 'ready' });

async function run(command: Command): Promise<unknown> {
  switch (command.verb) {
    case 'connect':
      return (await connect(command.token)).id;
    case 'advance':
      time.advance(command.byMs);
      return undefined;
    case 'read': {
      const { secretManagerId, references } = command;
      const { results } = await resolveReferences({
        caller: readerOf({ id: secretManagerId }),
        input: { secretManagerId, references },
      });
      await refreshesSettled();
      return results.map((result) =>
        result.ok
          ? { state: result.state, ageMs: result.ageMs, source: result.source }
          : { code: result.error.code },
      );
    }
  }
}
