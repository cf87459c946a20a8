import { listingFor } from '@/lib/destinations/listing';
import { type Gate, openEgress, type Reach, type Target } from '@/lib/egress/open';
import { hasProxy, proxyFor } from '@/lib/egress/proxy';
import { secureSocket } from '@/lib/egress/secure';
import { appOf } from '@/lib/kernel/apps';
import type { Caller } from '@/lib/kernel/caller';
import { isPlatformAdmin } from '@/lib/kernel/permissions';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { translate } from '@/lib/platform/language';
import { log } from '@/lib/platform/log';
import { isOwnTrouble, type ProbeCode, probeCodeOf, probeOutcomes } from '@/lib/probes/outcomes';
import type { FieldValues, ProbeTarget, SignIn } from '@/lib/probes/probe-target';
import { probeTargetOf } from '@/lib/probes/target-of';
import type { CacheLookup } from '@/lib/secrets/cache-lookup';
import { noteReadAgain } from '@/lib/secrets/found-again';
import { readForPerson } from '@/lib/secrets/read-for-person';
import type { Reading } from '@/lib/secrets/reading';
import type { Plan, PlannedField } from './plan';
import type { ConnectionRow } from './present';
import { resolvePlan } from './resolve';
import type { TestStep } from './schema';

/** How long one step may take. Resolving has the provider's own deadline. */
const stepTimeoutMs = 10_000;

export interface Tested {
  caller: Caller;
  row: ConnectionRow;
  plan: Plan;
  path: string;
}

interface Run {
  steps: readonly [Promise<TestStep>, Promise<TestStep>, Promise<TestStep>];
  /** Where it went, for the audit: `host:port`, or by which reference when the host is a secret. */
  destination(): string;
}

/** Runs the three steps of a test one after the other. No step rejects, and none says more than its code. */
export function runTest(tested: Tested): Run {
  let aim: ProbeTarget | undefined;
  const resolving = resolveStep(tested);
  const aiming = resolving.then(({ values }) => values && aimAt(tested, values));
  const reaching = aiming.then((aimed) => {
    if (aimed && 'signIn' in aimed) aim = aimed;
    return reachStep(tested, aimed);
  });
  const signingIn = reaching.then(({ step, signIn }) => signInStep(step, signIn));
  return {
    steps: [resolving.then(({ step }) => step), reaching.then(({ step }) => step), signingIn],
    destination: () => (aim ? (shownHost(tested, aim) ?? secretHost(tested, aim)) : ''),
  };
}

async function resolveStep({ row, plan, caller }: Tested): Promise<{ step: TestStep; values?: FieldValues }> {
  const ended = stopwatch('resolve');
  try {
    const { values, sources, failures } = await resolvePlan(plan, {
      read: (manager, wanted) => readForTest(manager, wanted, caller),
      person: caller,
    });
    const problems = new Map(
      failures.map(([{ name }, { code, says }]) => [name, { code, message: translate(says) }]),
    );
    // Of a whole Environment each variable, or why there are none.
    const planned = plan.fields.filter((field) => !isWhole(field) || problems.has(field.name));
    const names = new Set([...planned.map(({ name }) => name), ...Object.keys(sources)]);
    const fields = [...names].map((name) => {
      const problem = problems.get(name);
      return { name, ...sources[name], ...(problem ? { problem } : {}) };
    });
    if (failures.length > 0) return { step: { ...ended('failed', 'unresolved'), fields } };
    const held = new Set(plan.fields.map(({ name }) => name));
    const lacks = appOf(asApp(row)).fields.some(({ name, isRequired }) => isRequired && !held.has(name));
    if (lacks) return { step: { ...ended('failed', 'field_missing'), fields } };
    return { step: { ...ended('ok', 'resolved'), fields }, values };
  } catch (error) {
    note(error);
    return { step: ended('failed', 'unresolved') };
  }
}

function isWhole(field: PlannedField): boolean {
  return field.kind === 'binding' && field.expands !== undefined;
}

function aimAt(
  { row, path }: Tested,
  values: FieldValues,
): ProbeTarget | { nowhere: ProbeCode } | { failed: ProbeCode } {
  try {
    return probeTargetOf(asApp(row), values, path);
  } catch (error) {
    return { failed: probeCodeOf(error) };
  }
}

async function reachStep(
  tested: Tested,
  aim: ReturnType<typeof aimAt> | undefined,
): Promise<{ step: TestStep; signIn?: (signal: AbortSignal) => Promise<SignIn> }> {
  const ended = stopwatch('reach');
  if (!aim) return { step: ended('not_tested', 'not_tried') };
  if ('nowhere' in aim) return { step: ended('not_tested', aim.nowhere) };
  if ('failed' in aim) return { step: ended('failed', aim.failed) };
  const shown = shownHost(tested, aim);
  const host = shown === undefined ? {} : { host: shown };
  const signal = AbortSignal.timeout(stepTimeoutMs);
  try {
    const opened = await openEgress(await targetOf(tested, aim), gate(), signal);
    const secured =
      aim.tls === 'from-start'
        ? { ...opened, socket: await secureSocket(opened, aim.leniency, signal) }
        : opened;
    const signIn = (until: AbortSignal) => aim.signIn(secured, until).finally(() => secured.socket.destroy());
    return { step: { ...ended('ok', 'reached'), ...host }, signIn };
  } catch (error) {
    const code = reachCodeOf(error, aim);
    return { step: { ...ended(isOwnTrouble(code) ? 'not_tested' : 'failed', code), ...host } };
  }
}

// As where a machine reaches the outside through a proxy alone.
const noDirectWay: readonly ProbeCode[] = [
  'dns_not_found',
  'dns_failed',
  'network_unreachable',
  'connection_failed',
  'timed_out',
];

/** The app's own host exists: without an address for it, the name service is ours that fails. */
function reachCodeOf(error: unknown, { hostField, origin }: ProbeTarget): ProbeCode {
  const code = probeCodeOf(error);
  if (origin === undefined && hasProxy(env().proxies) && noDirectWay.includes(code))
    return 'not_through_proxy';
  return code === 'dns_not_found' && hostField === undefined ? 'dns_failed' : code;
}

async function signInStep(
  reached: TestStep,
  signIn: ((signal: AbortSignal) => Promise<SignIn>) | undefined,
): Promise<TestStep> {
  const ended = stopwatch('authenticate');
  if (!signIn) return ended('not_tested', tellsOfApp(reached) ? asCode(reached.code) : 'not_tried');
  try {
    const { state, code, httpStatus } = await signIn(AbortSignal.timeout(stepTimeoutMs));
    return { ...ended(state, code), ...(httpStatus === undefined ? {} : { httpStatus }) };
  } catch (error) {
    return ended('failed', probeCodeOf(error));
  }
}

/** Whether a step that was not tested says why for those after it too: the app knows no such call. */
function tellsOfApp({ state, code }: TestStep): boolean {
  return state === 'not_tested' && !isOwnTrouble(code);
}

async function targetOf(tested: Tested, aim: ProbeTarget): Promise<Target> {
  const { host, port, origin, tls } = aim;
  const proxy = origin === undefined ? undefined : proxyFor(env().proxies, new URL(origin));
  return {
    host,
    port,
    reach: reachOf(tested, aim),
    listing: await listingFor(tested.plan, host, port),
    ...(proxy ? { through: { proxy, by: tls === 'from-start' ? 'tunnel' : 'absolute-form' } } : {}),
  };
}

/**
 * Which hosts may be given the secret (docs/decisions/0100). A platform admin could read it through an API key anyway;
 * anybody else could not, so a host of their choosing must be a destination. A host that is itself a secret is not even
 * looked up.
 */
function reachOf({ caller, plan }: Tested, { hostField }: ProbeTarget): Reach {
  if (hostField === undefined) return 'own';
  if (!isPlatformAdmin(caller)) return 'destination';
  const isSecret = plan.fields.some(({ name, kind }) => name === hostField && kind !== 'literal');
  return isSecret ? 'listed-by-name' : 'public';
}

function gate(): Gate {
  return { rules: env().egressHosts };
}

/** Where it goes, as it may be shown: what is the app's own or was typed. Undefined: the host came out of a secret. */
function shownHost({ plan }: Tested, { hostField, host, port }: ProbeTarget): string | undefined {
  const isSecret = (name: string | undefined) =>
    plan.fields.some((field) => field.name === name && field.kind !== 'literal');
  if (isSecret(hostField)) return undefined;
  return isSecret('port') ? host : `${host}:${port}`;
}

function secretHost({ plan }: Tested, { hostField }: ProbeTarget): string {
  const field = plan.fields.find(({ name }) => name === hostField);
  return field && field.kind !== 'literal' ? field.shownReference : '';
}

function stopwatch(step: TestStep['step']) {
  const begunAtMs = clock().now();
  return (state: TestStep['state'], code: ProbeCode): TestStep => {
    const outcome: { what: string; next?: string } = probeOutcomes[code];
    return { step, state, code, ...outcome, durationMs: Math.max(0, clock().now() - begunAtMs) };
  };
}

/** Guarantee: what the table holds was written as one of the apps. */
function asApp(row: ConnectionRow): Parameters<typeof probeTargetOf>[0] {
  return row.app as Parameters<typeof probeTargetOf>[0];
}

/** Guarantee: a step's code is one that `stopwatch` was given. */
function asCode(code: string): ProbeCode {
  return code as ProbeCode;
}

function note(error: unknown): void {
  log.error('a test could not resolve', { inside: error instanceof Error ? error.name : 'unknown' });
}

/** What a person's test finds is found, for pages and for the next read of a workload. */
async function readForTest(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  caller: Caller,
): Promise<Reading[]> {
  const readings = await readForPerson(manager, wanted, { spends: caller, purpose: 'binding' });
  await noteReadAgain(manager.id, wanted, readings);
  return readings;
}
