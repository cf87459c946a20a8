import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { Provider, ProviderAnswer, ProviderSession, ProviderSettings } from '@/lib/providers/contract';
import { referenceOf } from '@/lib/providers/op/grammar';
import { asProviderFailure, passing } from '@/lib/providers/provider-failure';
import { vaultWarnings } from '@/lib/providers/vault-warnings';
import { type ConnectAccount, createConnectAccount } from './account';
import { browse, shownVaults } from './browse';
import { type InspectedCredential, inspectCredential } from './credential';
import { createConnectHttp } from './http';
import { refusal, resolveReferences } from './resolve';

/** What the provider takes beside a provider's settings. */
export interface ConnectSettings extends ProviderSettings {
  /** Largest answer that is read, in bytes. 32 MiB unless told. */
  answerLimitBytes?: number;
}

interface Open {
  revision: number;
  account: ConnectAccount;
}

/**
 * The 1Password Connect provider: a company's own Connect server, by plain HTTP. Every call ends within `timeoutMs`. A server
 * is reached only where its origin is one of `signInHosts`.
 */
export function createConnectProvider(settings: ConnectSettings): Provider {
  const open = new Map<string, Open>();

  const accountOf = (session: ProviderSession): ConnectAccount => {
    const credential = inspectCredential(session.credential, settings.signInHosts);
    const known = open.get(session.managerId);
    if (known?.revision === session.revision) return known.account;
    const account = createConnectAccount(httpOf(session, credential));
    open.set(session.managerId, { revision: session.revision, account });
    known?.account.close('afterLast');
    return account;
  };
  const httpOf = ({ managerId, revision }: ProviderSession, credential: InspectedCredential) => {
    const { origin, token, caCertificate } = credential;
    const proxy = settings.proxyFor?.(new URL(origin));
    return createConnectHttp({
      origin,
      token,
      ...(caCertificate === undefined ? {} : { caCertificate }),
      ...(proxy ? { proxy } : {}),
      limitBytes: settings.answerLimitBytes ?? 32 * 1024 * 1024,
      onWire: (event) => settings.onWire({ managerId, revision, ...event }),
      now: () => settings.clock.now(),
    });
  };
  const inTime = <T>(work: (signal: AbortSignal) => Promise<T>) => within(settings.timeoutMs, work);

  const resolve: Provider['resolve'] = async (session, locators) => {
    const references = locators.map(referenceOf);
    if (references.length === 0) return [];
    const answers: (ProviderAnswer | undefined)[] = references.map(() => undefined);
    let rest: unknown = passing('provider_timeout');
    try {
      const account = accountOf(session);
      await inTime((signal) => resolveReferences(references, { account, signal, answers }));
    } catch (error) {
      rest = error;
    }
    return answers.map((answer) => answer ?? answerOf(rest));
  };
  const close = (managerId: string, when: 'now' | 'afterLast') => {
    for (const id of managerId === 'all' ? [...open.keys()] : [managerId]) {
      open.get(id)?.account.close(when);
      open.delete(id);
    }
  };

  return {
    async check(session) {
      const { origin, tokenId } = inspectCredential(session.credential, settings.signInHosts);
      const account = accountOf(session);
      const vaults = await inTime((signal) => shownVaults(account, signal)).catch(throwAsError);
      return {
        signInAddress: origin,
        serviceAccount: tokenId,
        vaults,
        warnings: vaultWarnings(vaults.length, warnings),
      };
    },
    async browse(session, place) {
      const account = accountOf(session);
      return inTime((signal) => browse(account, place, signal)).catch(throwAsError);
    },
    resolve,
    async identify(session, references, { isAsking }) {
      if (!isAsking) return references.map(() => undefined);
      const answers = await resolve(session, references);
      const readAtMs = settings.clock.now();
      return answers.map((answer) => (answer.ok ? { ...answer, readAtMs } : answer));
    },
    async renew(managerId) {
      close(managerId, 'afterLast');
    },
    async close(managerId) {
      close(managerId, 'now');
    },
  };
}

const warnings = {
  none: messageFor('connectSeesNoVault'),
  many: (vaults: number) => messageFor('connectSeesManyVaults', { vaults }),
};

/** A credential that is refused offline is certain for each reference; what went wrong inside is thrown. */
function answerOf(error: unknown): ProviderAnswer {
  if (error instanceof LatchkeyError)
    return { ok: false, code: error.code, says: error.says, isCertain: true };
  const answer = refusal(error);
  if (answer.code === 'internal') throwAsError(error);
  return answer;
}

function throwAsError(error: unknown): never {
  if (error instanceof LatchkeyError) throw error;
  const { code, says, retryAfterMs, inside } = asProviderFailure(error).failure;
  throw new LatchkeyError(code, { says, retryAfterMs, inside });
}

/** Ends the work's requests at the deadline, and does not wait for more than that. */
async function within<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(passing('provider_timeout'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
