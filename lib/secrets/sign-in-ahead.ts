import { asLatchkeyError } from '@/lib/kernel/errors';
import { type LoadedManager, loadManager, sessionOf } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { countSignInAhead } from '@/lib/platform/metrics';
import { dropSingleton, findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import { descriptorOf } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { mayWorkBehind } from '@/lib/quota/budget';
import { breakerOf } from '@/lib/quota/gate';
import { spentBy } from '@/lib/quota/ledger';
import { withCircuitBreaker } from './circuit-breaker';
import { managersUsedLately, nextAskAtMs } from './next-ask';

const name = 'sign-in-ahead';
const lookEveryMs = 10_000;
/** How long before it is needed. A service may end a sign-in that nobody uses, and then it would be made twice. */
const leadMs = 120_000;
// One that waits for a silent server holds up nobody: the next is under way.
const atOnce = 2;
// More are looked at than a provider keeps signed in: some need nothing.
const mostLookedAt = 1_000;

/** A secret manager that was used before this process began. */
interface Candidate {
  id: string;
  /** When it is to be looked at. */
  lookAtMs: number;
}

/**
 * Signs in to the secret managers that were used lately, once for each, shortly before a read will have to ask: so that it does not
 * wait for the sign-in. Behind everything that somebody waits for. Goes on until each had its turn.
 */
export function startSigningInAhead(): void {
  let left: Candidate[] | undefined;
  let isStopping = false;
  const look = () =>
    runExclusive(
      name,
      async () => {
        left ??= await findCandidates();
        left = await signInToDue(left, () => isStopping);
        if (left.length === 0) endLooks();
      },
      (inside) => log.warn('secrets.not-signed-in-ahead', { inside }),
    );
  // What is under way may have asked for the end itself, and is not waited for.
  const endLooks = () => void stopJob(name);
  replaceSingleton(name, () => {
    isStopping = true;
  });
  startJob(name, lookEveryMs, look);
  void look();
}

/** Begins nothing more from now on. Settles when nothing is under way, which the end of the providers brings about. */
export async function stopSigningInAhead(): Promise<void> {
  findSingleton<() => void>(name)?.();
  dropSingleton(name);
  await stopJob(name);
}

/** The secret managers to look at, the last used first. */
export async function findCandidates(): Promise<Candidate[]> {
  const ids = await managersUsedLately(clock().now(), mostLookedAt);
  return ids.map((id) => ({ id, lookAtMs: 0 }));
}

/** Looks at those whose time has come, and signs in where that is wanted. Returns those that are to be looked at later. */
export async function signInToDue(
  candidates: readonly Candidate[],
  isStopping: () => boolean = () => false,
): Promise<Candidate[]> {
  const beganAtMs = performance.now();
  const nowMs = clock().now();
  const later = candidates.filter(({ lookAtMs }) => lookAtMs > nowMs);
  const underWay = new Set<Promise<void>>();
  let made = 0;
  for (const { id, lookAtMs } of candidates) {
    if (lookAtMs > nowMs) continue;
    if (underWay.size >= atOnce) await Promise.race(underWay);
    if (isStopping()) return [];
    const manager = await loadManager(id);
    const asksAtMs = manager && signsIn(manager) ? await nextAskAtMs(manager, nowMs) : undefined;
    if (!manager || asksAtMs === undefined) continue;
    if (asksAtMs - leadMs > nowMs) later.push({ id, lookAtMs: asksAtMs - leadMs });
    else if (await maySignIn(manager)) {
      const signingIn: Promise<void> = signIn(manager, isStopping).then((isMade) => {
        made += isMade ? 1 : 0;
        underWay.delete(signingIn);
      });
      underWay.add(signingIn);
    }
  }
  await Promise.all(underWay);
  if (made > 0)
    log.info('secrets.signed-in-ahead', {
      count: made,
      durationMs: Math.round(performance.now() - beganAtMs),
    });
  return later;
}

function signsIn({ provider }: LoadedManager): boolean {
  return descriptorOf(provider).requestsPerSignIn !== undefined && 'signInAhead' in providerOf(provider);
}

/** Not where it is known not to answer, nor where requests are scarce: they are for those who wait. */
async function maySignIn({ id, provider, spender, limits }: LoadedManager): Promise<boolean> {
  if ((await breakerOf(id)).state === 'open') return false;
  return mayWorkBehind(await spentBy(spender, limits), descriptorOf(provider).requestsPerSignIn ?? 0);
}

/** Whether a sign-in was made. What went wrong is for the next read to find out, unless the service said no. */
async function signIn(manager: LoadedManager, isStopping: () => boolean): Promise<boolean> {
  try {
    const { isMade } = await withCircuitBreaker(manager.id, () => askProvider(manager, isStopping), {
      // An `internal` trouble says nothing of the secret manager.
      summaryOf: ({ isMade }) => ({ code: isMade ? 'ok' : 'internal' }),
    });
    if (isMade) countSignInAhead('made');
    return isMade;
  } catch (error) {
    noteFailure(manager, error);
    return false;
  }
}

async function askProvider(manager: LoadedManager, isStopping: () => boolean): Promise<{ isMade: boolean }> {
  // A refusal is confirmed after a pause, in which the providers may have ended.
  if (isStopping()) return { isMade: false };
  try {
    return { isMade: (await providerOf(manager.provider).signInAhead?.(sessionOf(manager))) ?? false };
  } catch (error) {
    const { code } = asLatchkeyError(error);
    if (code === 'provider_denied' || code === 'provider_rate_limited') throw error;
    // It may be no outage: at the end of the process, or with a new credential, a sign-in is broken off.
    noteFailure(manager, error);
    return { isMade: false };
  }
}

function noteFailure({ id }: LoadedManager, error: unknown): void {
  const { code, inside } = asLatchkeyError(error);
  countSignInAhead('failed');
  log.info('secrets.sign-in-ahead-failed', { managerId: id, code, inside });
}
