import { LatchkeyError } from '@/lib/kernel/errors';
import type { Locator } from '@/lib/kernel/locator';
import { SecretValue } from '@/lib/kernel/secret-value';
import { workerFile } from '@/lib/platform/worker-file';
import type {
  Identification,
  Provider,
  ProviderAnswer,
  ProviderSession,
  ProviderSettings,
} from '@/lib/providers/contract';
import { opGrammar, referenceOf } from '@/lib/providers/op/grammar';
import type { Failure } from '@/lib/providers/provider-failure';
import type { Asked, AskedVariable, CallAnswer, IdentifyAnswer } from './protocol';
import { createRunner } from './run';
import { startSdkThread, type ThreadEnd, type ThreadSettings } from './sdk-thread';
import { createThreads } from './threads';
import { inspectToken } from './token';

/** What the 1Password provider takes beside a provider's settings; all of it has its default. */
export interface OnePasswordSettings extends ProviderSettings {
  /** The bundled worker. */
  workerUrl?: URL;
  /** Largest answer of 1Password that is read, in bytes. 32 MiB unless told. */
  answerLimitBytes?: number;
  /** Accounts that one worker keeps signed in. 256 unless told. */
  maxClients?: number;
  /** How long a call may wait behind the sign-ins of other accounts, in milliseconds. Two minutes unless told. */
  signInWaitMs?: number;
  watchdog?: ThreadSettings['watchdog'];
  /** Told when a worker ended other than by `close`, for the log. */
  onWorkerEnd?(end: ThreadEnd): void;
}

const graceMs = 250;
const standardSignInWaitMs = 120_000;

/**
 * The 1Password provider: @1password/sdk in worker threads, started at the first call. Every call ends within `timeoutMs` (plus a
 * quarter second) of when its work begins, which is at once unless other accounts are being signed in. A worker that crashes or
 * blocks fails the calls of the manager that did it; those of other managers are done again in another worker.
 */
export function createOnePasswordProvider(settings: OnePasswordSettings): Provider {
  const threads = createThreads(() =>
    startSdkThread({
      workerUrl: settings.workerUrl ?? workerFile('sdk-worker'),
      worker: {
        requestTimeoutMs: settings.timeoutMs,
        answerLimitBytes: settings.answerLimitBytes ?? 32 * 1024 * 1024,
        maxClients: settings.maxClients ?? 256,
      },
      watchdog: settings.watchdog ?? { everyMs: 500, patienceMs: 4_000 },
      graceMs,
      onWire: settings.onWire,
      onEnd: (end) => {
        if (end.reason !== 'closed') settings.onWorkerEnd?.(end);
      },
    }),
  );
  const { clock, timeoutMs, signInWaitMs = standardSignInWaitMs } = settings;
  const runner = createRunner({ threads, clock, times: { timeoutMs, waitMs: signInWaitMs } });

  const now = () => ({ nowMs: settings.clock.now() });

  return {
    async check(session) {
      const outcome = await runner.run(sessionOf(session, settings), { verb: 'check', ...now() });
      if (!outcome.ok) throw errorOf(outcome.failure);
      if (outcome.result.verb !== 'check') throw mixedUp();
      return outcome.result.account;
    },
    async browse(session, place) {
      const outcome = await runner.run(sessionOf(session, settings), { verb: 'browse', place, ...now() });
      if (!outcome.ok) throw errorOf(outcome.failure);
      if (outcome.result.verb !== 'browse') throw mixedUp();
      return outcome.result.listing;
    },
    async resolve(session, locators) {
      if (locators.length === 0) return [];
      const inspected = tryInspect(session, settings);
      if ('code' in inspected) return locators.map(() => ({ ok: false, ...inspected }));
      const { asked, inOrder } = askedFor(locators);
      const outcome = await runner.run(inspected, { verb: 'resolve', ...asked, ...now() });
      if (!outcome.ok && outcome.failure.code === 'internal') throw errorOf(outcome.failure);
      if (!outcome.ok) return locators.map(() => ({ ok: false, ...outcome.failure }));
      if (outcome.result.verb !== 'resolve') throw mixedUp();
      return inOrder(outcome.result.answers).map(answerOf);
    },
    async identify(session, locators, options) {
      if (locators.length === 0) return [];
      const inspected = tryInspect(session, settings);
      if ('code' in inspected)
        return locators.map(() => (options.isAsking ? { ok: false, ...inspected } : undefined));
      const { asked, inOrder } = askedFor(locators);
      const outcome = await runner.run(inspected, { verb: 'identify', ...asked, ...options, ...now() });
      if (!outcome.ok && !options.isAsking) return locators.map(() => undefined);
      if (!outcome.ok && outcome.failure.code === 'internal') throw errorOf(outcome.failure);
      if (!outcome.ok) return locators.map(() => ({ ok: false, ...outcome.failure }));
      if (outcome.result.verb !== 'identify') throw mixedUp();
      return inOrder(outcome.result.answers).map((answer) => answer && identificationOf(answer));
    },
    async signInAhead(session) {
      const outcome = await runner.run(sessionOf(session, settings), { verb: 'sign-in', ...now() });
      if (!outcome.ok) throw errorOf(outcome.failure);
      if (outcome.result.verb !== 'sign-in') throw mixedUp();
      return outcome.result.isMade;
    },
    async renew(managerId) {
      await runner.renew(managerId);
    },
    async close(managerId) {
      await runner.close(managerId);
    },
  };
}

/** What a worker is asked for, and how its answers are brought back into the order of the locators. */
function askedFor(locators: readonly Locator[]): { asked: Asked; inOrder<T>(answers: readonly T[]): T[] } {
  const places = locators.map((locator, index) => ({ locator, index }));
  const [references, variables] = [
    places.filter(({ locator }) => locator.scheme === opGrammar.scheme),
    places.filter(({ locator }) => locator.scheme !== opGrammar.scheme),
  ];
  return {
    asked: {
      references: references.map(({ locator }) => referenceOf(locator)),
      variables: variables.map(({ locator }) => variableOf(locator)),
    },
    inOrder(answers) {
      const ordered = [...answers];
      for (const [at, { index }] of [...references, ...variables].entries())
        ordered.splice(index, 1, ...answers.slice(at, at + 1));
      return ordered;
    },
  };
}

function variableOf({ text, container, member, form }: Locator): AskedVariable {
  return {
    text,
    environmentId: container,
    ...(member === '' ? {} : { name: member }),
    ...(form === 'otp' ? { attribute: 'otp' } : {}),
  };
}

function sessionOf(session: ProviderSession, { signInHosts, proxyFor }: ProviderSettings) {
  const { text, signInOrigin, serviceAccount } = inspectToken(session.credential, signInHosts);
  return {
    managerId: session.managerId,
    revision: session.revision,
    token: text,
    signInOrigin,
    proxy: proxyFor?.(new URL(signInOrigin)),
    serviceAccount,
  };
}

function tryInspect(
  session: ProviderSession,
  settings: ProviderSettings,
): ReturnType<typeof sessionOf> | Failure {
  try {
    return sessionOf(session, settings);
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    return { code: error.code, says: error.says, isCertain: true };
  }
}

function answerOf(answer: CallAnswer): ProviderAnswer {
  return answer.ok ? { ...answer, value: new SecretValue(answer.value) } : answer;
}

function identificationOf(answer: IdentifyAnswer): Identification {
  if (!answer.ok) return answer;
  const { value, ...identified } = answer;
  return value === undefined ? identified : { ...identified, value: new SecretValue(value) };
}

function errorOf({ code, says, retryAfterMs, inside }: Failure): LatchkeyError {
  return new LatchkeyError(code, { says, retryAfterMs, inside });
}

function mixedUp(): LatchkeyError {
  return new LatchkeyError('internal', { inside: 'the worker answered another call than the one made' });
}
