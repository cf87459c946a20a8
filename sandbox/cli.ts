import { parseArgs } from 'node:util';
import type { MintedToken, Sandbox } from './handle';
import { startSandbox } from './sandbox';
import { seedSandbox } from './seed';
import { writePrivateFile } from './state-file';

const usage = `A 1Password-compatible account on loopback, with made-up secrets, for trying things out.

  --port <number>       where to listen (4040; 0 for any free port)
  --host <address>      the loopback address to listen on (127.0.0.1)
  --state <path>        keep the account in this file, so that a restart keeps token, ids and values
  --token-file <path>   write the token to this file, readable by its owner only
  --json                print one line of JSON in place of text
  --help                print this

While it runs, GET /sandbox lists what is in it; POST /sandbox/items/update {"vault","item","field","value"} and other
calls change it, and GET of an unknown call such as /sandbox/help lists them all.`;

await main();

/** Starts the sandbox and keeps it until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  try {
    const options = readOptions();
    if (options === undefined) return console.log(usage);
    const sandbox = await startSandbox(options.start);
    const token = sandbox.tokens()[0] ?? seedSandbox(sandbox);
    sandbox.save();
    if (options.tokenFile !== undefined) writePrivateFile(options.tokenFile, `${token.token}\n`);
    console.log(options.isJson ? jsonReport(sandbox, token) : textReport(sandbox, token));
    closeOnSignal(sandbox);
  } catch (error) {
    console.error(`The sandbox did not start: ${error instanceof Error ? error.message : 'it failed.'}`);
    process.exitCode = 1;
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4040' },
      host: { type: 'string', default: '127.0.0.1' },
      state: { type: 'string' },
      'token-file': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be 0 to 65535.');
  return {
    start: { port, host: values.host, ...(values.state === undefined ? {} : { statePath: values.state }) },
    tokenFile: values['token-file'],
    isJson: values.json,
  };
}

function jsonReport(sandbox: Sandbox, { token, serviceAccountId }: MintedToken): string {
  const vaults = sandbox.summary().vaults.map(({ id, name, items }) => ({ id, name, items: items.length }));
  const { address, isRestored } = sandbox;
  return JSON.stringify({ address, token, serviceAccountId, isRestored, vaults });
}

function textReport(sandbox: Sandbox, { token }: MintedToken): string {
  const vaults = sandbox.summary().vaults.map(({ name, items }) => `${name} (${items.length} items)`);
  return `Sandbox account at ${sandbox.address} (not 1Password: every secret in it is made up)
Vaults: ${vaults.join(', ')}

Service account token, which reads all of them:
${token}

Programs that take it must allow its sign-in address ${sandbox.address}.
Try: curl ${sandbox.address}/sandbox`;
}

function closeOnSignal(sandbox: Sandbox): void {
  const close = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}
