import { type Child, programFile, startChild } from './child';

/** One item of the account, with fields `f0`, `f1`, … titled `Field 0`, `Field 1`, … */
export interface AccountItem {
  id: string;
  title: string;
  vaultId: string;
  vaultName: string;
}

/** What the sandbox logs of a request. */
export interface LoggedRequest {
  at: number;
  route: string;
  status: number;
  batchSize?: number;
  /** The kind of fault that met it. */
  fault?: string;
}

/** A sandbox account in a process of its own, driven by its control calls. */
export interface Account {
  readonly address: string;
  readonly token: string;
  readonly serviceAccountId: string;
  readonly vaults: readonly { id: string; name: string }[];
  readonly items: readonly AccountItem[];
  /** Ids of Environments, with variables `V0`, `V1`, … */
  readonly environments: readonly string[];
  readonly child: Child;
  /** A control call; answers its JSON. */
  control(path: string, body?: object): Promise<unknown>;
  /** Forgets the requests so far. */
  clearLog(): Promise<void>;
  /** How many requests met each route since `clearLog`. */
  counts(): Promise<Record<string, number>>;
  /** How many requests there were since `clearLog`, 100,000 at most. */
  total(): Promise<number>;
  requests(): Promise<readonly LoggedRequest[]>;
  close(): Promise<void>;
}

/** Starts an account with so many vaults and items, items dealt out to the vaults in turn, and Environments. */
export async function startAccount(size: {
  vaults: number;
  items: number;
  fields: number;
  environments?: number;
  variables?: number;
}): Promise<Account> {
  const parameters = Object.entries(size).flatMap(([name, count]) => [`--${name}`, String(count)]);
  const child = startChild(programFile('account-program'), parameters);
  type Made = 'address' | 'token' | 'serviceAccountId' | 'vaults' | 'items' | 'environments';
  const made: Pick<Account, Made> = JSON.parse(await child.line());
  const control = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${made.address}/sandbox${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`/sandbox${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const log = async () => asLog(await control('/requests'));
  return {
    ...made,
    child,
    control,
    clearLog: async () => void (await control('/requests/clear', {})),
    counts: async () => (await log()).counts,
    total: async () => (await log()).requests.length,
    requests: async () => (await log()).requests,
    close: () => child.end(),
  };
}

/** Guarantee: sandbox/control.ts answers `GET /sandbox/requests` in this form. */
function asLog(answer: unknown): { requests: LoggedRequest[]; counts: Record<string, number> } {
  return answer as { requests: LoggedRequest[]; counts: Record<string, number> };
}

/** References to `count` fields of the account's items, spread over all of them; by ids as stored, or by names as written. */
export function referencesOf(account: Account, count: number, form: 'ids' | 'names'): string[] {
  return Array.from({ length: count }, (_, number) => {
    const item = account.items[number % account.items.length];
    const field = Math.floor(number / account.items.length);
    if (!item) throw new Error('the account has no items');
    return form === 'ids'
      ? `op://${item.vaultId}/${item.id}/f${field}`
      : `op://${item.vaultName}/${item.title}/Field ${field}`;
  });
}

/** References to `count` variables of the account's Environments, spread over all of them. */
export function variablesOf({ environments }: Account, count: number): string[] {
  return Array.from(
    { length: count },
    (_, number) =>
      `op-environment://${environments[number % environments.length]}/V${Math.floor(number / environments.length)}`,
  );
}
