import { parseArgs } from 'node:util';
import type { MintedToken, Sandbox } from './handle';
import { startEvents } from './onepassword-events/events';
import type { EventsSandbox } from './onepassword-events/handle';
import { startSandbox } from './sandbox';
import { seedSandbox } from './seed';
import { writePrivateFile } from './state-file';

const usage = `A 1Password-compatible account on loopback, with made-up secrets, for trying things out.

  --port <number>       where to listen (4040; 0 for any free port)
  --events-port <number>  start 1Password's Events API over the account too, on this port (0 for any free port)
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
    const events =
      options.eventsPort === undefined ? undefined : await startEvents(sandbox, { port: options.eventsPort });
    const report = options.isJson ? jsonReport : textReport;
    console.log(report(sandbox, token, events && { address: events.address, ...events.mintToken() }));
    closeOnSignal(sandbox, events);
  } catch (error) {
    console.error(`The sandbox did not start: ${error instanceof Error ? error.message : 'it failed.'}`);
    process.exitCode = 1;
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4040' },
      'events-port': { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      state: { type: 'string' },
      'token-file': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const port = portOf(values.port, '--port');
  const eventsPort = values['events-port'];
  return {
    eventsPort: eventsPort === undefined ? undefined : portOf(eventsPort, '--events-port'),
    start: { port, host: values.host, ...(values.state === undefined ? {} : { statePath: values.state }) },
    tokenFile: values['token-file'],
    isJson: values.json,
  };
}

function portOf(text: string, name: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} must be 0 to 65535.`);
  return port;
}

type EventsReport = { address: string; token: string } | undefined;

function jsonReport(
  sandbox: Sandbox,
  { token, serviceAccountId }: MintedToken,
  events: EventsReport,
): string {
  const vaults = sandbox.summary().vaults.map(({ id, name, items }) => ({ id, name, items: items.length }));
  const { address, isRestored } = sandbox;
  return JSON.stringify({
    ...{ address, token, serviceAccountId, isRestored, vaults },
    ...(events ? { events: { address: events.address, token: events.token } } : {}),
  });
}

function textReport(sandbox: Sandbox, { token }: MintedToken, events: EventsReport): string {
  const vaults = sandbox.summary().vaults.map(({ name, items }) => `${name} (${items.length} items)`);
  return `Sandbox account at ${sandbox.address} (not 1Password: every secret in it is made up)
Vaults: ${vaults.join(', ')}

Service account token, which reads all of them:
${token}

Programs that take it must allow its sign-in address ${sandbox.address}.
Try: curl ${sandbox.address}/sandbox${eventsText(events)}`;
}

function eventsText(events: EventsReport): string {
  if (!events) return '';
  return `

Events API at ${events.address}, whose address must be allowed too. Events Reporting token:
${events.token}`;
}

function closeOnSignal(sandbox: Sandbox, events: EventsSandbox | undefined): void {
  const close = () => void Promise.all([events?.close(), sandbox.close()]).then(() => process.exit(0));
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}
