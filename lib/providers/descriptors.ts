import type { LimitWindow } from '@/lib/kernel/limit-window';
import type { ReferenceGrammar } from '@/lib/kernel/locator';
import { environmentGrammar } from './op/environment-grammar';
import { opGrammar } from './op/grammar';

// Plain data, for pages too: what loads a client or a vendor's package stays out.

/** What is known of a kind of secret manager without asking one. */
export interface ProviderDescriptor {
  /** The form of references to what lies in its containers. */
  grammar: ReferenceGrammar;
  /** The form of references to variables of its environments: named sets of values beside its containers. Absent: it has none. */
  environmentGrammar?: ReferenceGrammar;
  /**
   * Whether one request lists all units of a container, each with when it was changed: what is bound is then looked at, and kept
   * fresh, by such listings. Otherwise units are read one by one, and places are browsed step by step.
   */
  listsContainers: boolean;
  /** Items that one request reads at most. */
  itemsPerRequest: number;
  /** What a sign-in costs, in requests. Absent: there is none, each request brings its credential. */
  requestsPerSignIn?: number;
  /** The limits of the service by the customer's plan. None: it refuses no request for their number. */
  plans: Readonly<Partial<Record<PlanId, readonly LimitWindow[]>>>;
  /** The plan to keep to where none is known. */
  fallbackPlan?: PlanId;
  /** Whether an account of it can tell what was changed, to a token that is made for that alone. */
  tellsChanges?: true;
  /** Sign-in addresses that many accounts share: there each credential counts as an account of its own. */
  sharedAddresses?: RegExp;
}

/** What a read of an environment costs, whatever it holds: its listing, and its item. */
export const requestsPerEnvironment = 2;

/** Plans of providers whose limits differ. */
export const planIds = ['business', 'teams', 'other'] as const;
export type PlanId = (typeof planIds)[number];

const hourMs = 3_600_000;

/** Requests of a token in each hour, and of all tokens of an account in 24 hours. */
function hourAndDay(perHour: number, perDay: number): readonly LimitWindow[] {
  return [
    { id: 'credential-hour', per: 'credential', windowMs: hourMs, counts: 'by_clock', requests: perHour },
    { id: 'account-day', per: 'account', windowMs: 24 * hourMs, counts: 'sliding', requests: perDay },
  ];
}

/** What is counted where nothing is refused. */
const unlimited = hourAndDay(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);

export const providerIds = ['onepassword', 'onepassword-connect'] as const;
export type ProviderId = (typeof providerIds)[number];

const ownKinds: Readonly<Record<ProviderId, ProviderDescriptor>> = {
  onepassword: {
    grammar: opGrammar,
    environmentGrammar,
    listsContainers: true,
    // @1password/sdk 0.5.0, items.getAll.
    itemsPerRequest: 50,
    // sandbox/sdk-sessions.test.ts counts them.
    requestsPerSignIn: 4,
    // developer.1password.com, service account rate limits.
    plans: {
      business: hourAndDay(10_000, 50_000),
      teams: hourAndDay(1_000, 5_000),
      other: hourAndDay(1_000, 1_000),
    },
    fallbackPlan: 'other',
    tellsChanges: true,
    // A token names its account only by its sign-in address.
    sharedAddresses: /^https:\/\/my\.1password\./,
  },
  'onepassword-connect': {
    grammar: opGrammar,
    listsContainers: true,
    itemsPerRequest: 1,
    tellsChanges: true,
    plans: {},
  },
};

const kinds = new Map<string, ProviderDescriptor>(Object.entries(ownKinds));
const bySchemes = (): ReadonlyMap<string, ReferenceGrammar> =>
  new Map([...kinds.values()].flatMap(grammarsIn).map((grammar) => [grammar.scheme, grammar]));
let byScheme = bySchemes();

/** The forms of references that a kind has, that of its containers first. */
export function grammarsIn({ grammar, environmentGrammar }: ProviderDescriptor): readonly ReferenceGrammar[] {
  return environmentGrammar ? [grammar, environmentGrammar] : [grammar];
}

/** What is known of a kind. */
export function descriptorOf(provider: ProviderId): ProviderDescriptor {
  return kinds.get(provider) ?? ownKinds[provider];
}

/** The grammars that there are, by scheme. */
export function grammars(): ReadonlyMap<string, ReferenceGrammar> {
  return byScheme;
}

/** Adds a kind that this process knows besides its own. For tests alone: nobody is offered it. */
export function addKind(id: string, descriptor: ProviderDescriptor): void {
  kinds.set(id, descriptor);
  byScheme = bySchemes();
}

/**
 * The schemes that `scheme://**` opens. That of a kind's containers stands for everything that the kind has; any other one opens itself
 * alone.
 */
export function schemesOpenedBy(scheme: string): readonly string[] {
  const opened = [...kinds.values()].filter(({ grammar }) => grammar.scheme === scheme).flatMap(grammarsIn);
  return [scheme, ...opened.map((grammar) => grammar.scheme)];
}

/** The plan that a secret manager of a kind keeps to; `none`: its requests count against no limits. */
export function planOf({ provider, plan }: { provider: string; plan: string }): PlanId | 'none' {
  if (!isProviderId(provider)) return 'none';
  const { plans, fallbackPlan } = descriptorOf(provider);
  return planIds.find((known) => known === plan && plans[known]) ?? fallbackPlan ?? 'none';
}

/** The limits that a secret manager of a kind keeps to. */
export function limitsOf(row: { provider: string; plan: string }): readonly LimitWindow[] {
  const plan = planOf(row);
  if (plan === 'none' || !isProviderId(row.provider)) return unlimited;
  return descriptorOf(row.provider).plans[plan] ?? unlimited;
}

/** Whether a text is the id of a kind. */
export function isProviderId(text: string): text is ProviderId {
  return kinds.has(text);
}
