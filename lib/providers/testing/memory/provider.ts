import { LatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import type { Locator } from '@/lib/kernel/locator';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type {
  BrowsedContent,
  BrowsedField,
  BrowsedNode,
  BrowseListing,
  BrowsePlace,
  Provider,
  ProviderAnswer,
  ProviderSession,
  ProviderSettings,
} from '@/lib/providers/contract';
import { asProviderFailure, certain, passing } from '@/lib/providers/provider-failure';
import { memoryGrammar } from './grammar';
import type { MemoryStore, StoredSecret } from './store';

type Settings = Pick<ProviderSettings, 'clock' | 'signInHosts' | 'onWire'>;

/** Sees a store as one token does. Each step costs a request; a secret is read whole, and none with another. */
interface Seen {
  mounts: readonly string[];
  ask(route: string): void;
  secret(unit: string): StoredSecret;
}

/** A secret manager in memory, whose places repeat to any depth, which reads no two secrets at once and lists no mount whole. */
export function createMemoryProvider(store: MemoryStore, settings: Settings): Provider {
  const see = (session: ProviderSession): Seen => {
    const [token = '', address] = textOfSecret(session.credential).split('@');
    if (!token.startsWith('memory-')) throw new LatchkeyError('invalid_token');
    if (address && !settings.signInHosts.includes(address))
      throw new LatchkeyError('sign_in_address_refused');
    const ask = (route: string) => {
      store.requests.push(route);
      const { managerId, revision } = session;
      const status = store.isDown ? 'unreachable' : store.tokens.has(token) ? 200 : 401;
      settings.onWire({ managerId, revision, route, status, durationMs: 1, sizeBytes: 0 });
      if (status === 'unreachable') throw passing('provider_unavailable');
      if (status === 401) throw passing('provider_denied');
    };
    const mounts = store.tokens.get(token) ?? [];
    const secret = (unit: string) => {
      ask('read');
      const [mount = ''] = unit.split('/');
      const found = mounts.includes(mount) ? store.secrets.get(unit) : undefined;
      if (!found) throw certain('secret_not_found');
      return found;
    };
    return { mounts, ask, secret };
  };

  const resolve: Provider['resolve'] = async (session, locators) => {
    if (locators.length === 0) return [];
    const answers = new Map<Locator, ProviderAnswer>();
    for (const [unit, group] of groupBy(locators, (locator) => locator.unit)) {
      const secret = await tried(() => see(session).secret(unit));
      for (const locator of group)
        answers.set(locator, 'members' in secret ? answerOf(locator, secret) : secret);
    }
    return locators.map((locator) => answers.get(locator) ?? failed(certain('secret_not_found')));
  };

  return {
    async check(session) {
      return asErrors(() => {
        const seen = see(session);
        seen.ask('mounts');
        const vaults = mountsOf(store, seen);
        return { signInAddress: 'memory://', serviceAccount: 'memory', vaults, warnings: [] };
      });
    },
    async browse(session, place) {
      return asErrors(() => listingOf(store, see(session), place));
    },
    resolve,
    async identify(session, locators, { isAsking }) {
      if (!isAsking) return locators.map(() => undefined);
      const answers = await resolve(session, locators);
      const readAtMs = settings.clock.now();
      return answers.map((answer) => (answer.ok ? { ...answer, readAtMs } : answer));
    },
    async renew() {},
    async close() {},
  };
}

function listingOf(store: MemoryStore, seen: Seen, place: BrowsePlace): BrowseListing {
  switch (place.level) {
    case 'vaults':
      seen.ask('mounts');
      return { level: 'vaults', vaults: mountsOf(store, seen) };
    case 'fields': {
      const unit = `${place.vaultId}/${place.itemId}`;
      return { level: 'fields', itemTitle: place.itemId, fields: fieldsOf(unit, seen.secret(unit)) };
    }
    case 'contents':
      return { level: 'contents', items: place.itemIds.map((id) => contentOf(seen, place.vaultId, id)) };
    case 'path':
      seen.ask('list');
      return { level: 'path', nodes: nodesAt(store, seen, place.path) };
    case 'items':
    case 'variables':
      throw certain('secret_not_found');
  }
}

function mountsOf(store: MemoryStore, { mounts }: Seen) {
  const isIn = (mount: string) => (path: string) => path.startsWith(`${mount}/`);
  return mounts.map((mount) => ({
    id: mount,
    title: mount,
    itemCount: [...store.secrets.keys()].filter(isIn(mount)).length,
  }));
}

function nodesAt(store: MemoryStore, { mounts }: Seen, path: readonly string[]): BrowsedNode[] {
  if (path.length === 0) {
    return mounts.map((mount) => ({ id: mount, title: mount, kind: 'mount', holds: 'places' }));
  }
  const at = path.join('/');
  const below = mounts.includes(path[0] ?? '')
    ? [...store.secrets.keys()].filter((key) => key.startsWith(`${at}/`))
    : [];
  const isSecret = store.secrets.has(at) && mounts.includes(path[0] ?? '');
  if (below.length === 0 && !isSecret) throw certain('secret_not_found');
  const rests = below.map((key) => key.slice(at.length + 1).split('/'));
  const folders = [...new Set(rests.flatMap(([first = '', ...more]) => (more.length > 0 ? [first] : [])))];
  const secrets = rests.flatMap(([first = '', ...more]) => (more.length > 0 ? [] : [first]));
  const members = isSecret ? Object.keys(store.secrets.get(at)?.members ?? {}) : [];
  return [
    ...folders.map((id): BrowsedNode => ({ id, title: id, kind: 'folder', holds: 'places' })),
    ...secrets.map((id): BrowsedNode => {
      const { text, titles } = placed(`${at}/${id}`, '');
      return { id, title: id, kind: 'secret', holds: 'secrets', reference: text, titles };
    }),
    ...members.map((id): BrowsedNode => {
      const { text, titles } = placed(at, id);
      return { id, title: id, kind: 'key', reference: text, titles };
    }),
  ];
}

function placed(unit: string, member: string) {
  const [vault = '', ...rest] = unit.split('/');
  const titles = { vault, item: rest.join('/'), field: member };
  return { text: memoryGrammar.locate(titles).text, titles };
}

function fieldsOf(unit: string, { members }: StoredSecret): BrowsedField[] {
  return Object.entries(members).map(([id, value]) => ({
    id,
    title: id,
    type: 'Key',
    isEmpty: value === '',
    reference: placed(unit, id).text,
    offers: ['value'],
  }));
}

function contentOf(seen: Seen, mount: string, id: string): BrowsedContent {
  try {
    const unit = `${mount}/${id}`;
    const secret = seen.secret(unit);
    const { updatedAt } = secret;
    const fields = fieldsOf(unit, secret);
    return { ok: true, id, title: id, category: 'secret', createdAt: updatedAt, updatedAt, fields };
  } catch (error) {
    const { code, isCertain } = failed(error);
    return { id, ok: false, code, isCertain };
  }
}

function answerOf(locator: Locator, { members, version, updatedAt }: StoredSecret): ProviderAnswer {
  const isThere = locator.member === '' || Object.hasOwn(members, locator.member);
  if (!isThere) return failed(certain('secret_not_found'));
  const text = locator.member === '' ? JSON.stringify(members) : (members[locator.member] ?? '');
  const names = memoryGrammar.namesOf(locator);
  const found = {
    bound: locator.text,
    names,
    fieldType: 'Key',
    itemVersion: version,
    itemUpdatedAt: updatedAt,
  };
  return { ok: true, value: new SecretValue(text), found };
}

async function tried<T>(work: () => T): Promise<T | (ProviderAnswer & { ok: false })> {
  try {
    return work();
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): ProviderAnswer & { ok: false } {
  if (error instanceof LatchkeyError) return { ok: false, code: error.code, isCertain: true };
  const { code, isCertain } = asProviderFailure(error).failure;
  return { ok: false, code, isCertain };
}

function asErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LatchkeyError) throw error;
    throw new LatchkeyError(failed(error).code);
  }
}
