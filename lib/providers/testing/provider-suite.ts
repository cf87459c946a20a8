import { describe, expect, it } from 'vitest';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type { BrowseListing, Provider, ProviderAnswer, ProviderSession } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';

/** What a provider must be able to show of itself. */
export interface ProviderFixture {
  readonly provider: Provider;
  /** Origin that the credentials sign in to. */
  readonly signInAddress: string;
  /** A manager whose credential sees exactly the vault `Production`. */
  session(): ProviderSession;
  /** The same manager with a credential that the provider no longer accepts. */
  revokedSession(): ProviderSession;
  /** A credential that names an address which is not allowed. */
  refusedSession(): ProviderSession;
  /** Whether it lists a container whole; otherwise places are browsed by path. */
  readonly listsContainers: boolean;
  /** Whether a first call costs requests of its own, to sign in. */
  readonly signsIn: boolean;
  /** Requests that reached the provider since the fixture was made. */
  requestCount(): number;
  /** Lets every request fail before an answer, until the returned function is called. */
  goDown(): () => void;
  /** References into `Production`: one that gives `value`, and one for each way to fail. */
  readonly known: {
    readable: { reference: string; value: string };
    missingVault: string;
    missingItem: string;
    missingField: string;
    /** Absent: nothing has two of one name. */
    ambiguousItem?: string;
  };
}

/** The guarantees of `Provider`, to be run against every kind. `fixture` is asked for inside the tests. */
export function describeProvider(name: string, fixture: () => ProviderFixture): void {
  describe(`${name}, as a provider`, () => {
    describe('check', () => {
      it('tells the address, the account and the vaults', async () => {
        const { provider, session, signInAddress } = fixture();
        const account = await provider.check(session());
        expect(account).toMatchObject({ signInAddress, vaults: [{ title: 'Production' }], warnings: [] });
        expect(account.serviceAccount).not.toBe('');
        expect(account.vaults[0]?.itemCount).toBeGreaterThan(0);
      });

      it('refuses what is no credential as invalid_token, without a request', async () => {
        const { provider, session, requestCount } = fixture();
        const before = requestCount();
        const odd = { ...session(), credential: new SecretValue('hunter2') };
        await expect(provider.check(odd)).rejects.toMatchObject({ code: 'invalid_token' });
        expect(requestCount()).toBe(before);
      });

      it('refuses a forbidden address without a request', async () => {
        const { provider, refusedSession, requestCount } = fixture();
        const before = requestCount();
        await expect(provider.check(refusedSession())).rejects.toMatchObject({
          code: 'sign_in_address_refused',
        });
        expect(requestCount()).toBe(before);
      });

      it('says provider_denied of a credential that was revoked', async () => {
        const { provider, revokedSession } = fixture();
        await expect(provider.check(revokedSession())).rejects.toMatchObject({ code: 'provider_denied' });
      });

      it('says provider_unavailable when nothing answers, and works again afterwards', async () => {
        const { provider, session, goDown } = fixture();
        const current = session();
        const goUp = goDown();
        await expect(provider.check(current)).rejects.toMatchObject({ code: 'provider_unavailable' });
        goUp();
        await expect(provider.check(current)).resolves.toMatchObject({ vaults: [{ title: 'Production' }] });
      });
    });

    describe('browse', () => {
      it('walks from vaults to fields whose references resolve, and never shows a value', async () => {
        const { provider, session, known, listsContainers } = fixture();
        const current = session();
        const listings = listsContainers
          ? await walk(provider, current)
          : await walkByPath(provider, current, []);
        expect(JSON.stringify(listings)).not.toContain(known.readable.value);
        const readable = listings.flatMap(referencesIn);
        const answers = await provider.resolve(current, readable.map(parseLocator));
        expect(readable.length).toBeGreaterThan(0);
        expect(answers.map(({ ok }) => ok)).toEqual(readable.map(() => true));
      });

      it('says secret_not_found of a vault that is not there', async () => {
        const { provider, session } = fixture();
        const id = 'aaqaeayeaudaocajbifqydiob4';
        for (const place of [
          { level: 'items', vaultId: id } as const,
          { level: 'path', path: [id] } as const,
        ])
          await expect(provider.browse(session(), place)).rejects.toMatchObject({ code: 'secret_not_found' });
      });
    });

    describe('resolve', () => {
      it('answers every reference in the order asked, whatever becomes of the others', async () => {
        const { provider, session, known } = fixture();
        const texts = [
          known.missingVault,
          known.readable.reference,
          known.missingItem,
          ...(known.ambiguousItem ? [known.ambiguousItem] : []),
          known.readable.reference,
          known.missingField,
        ];
        const answers = await provider.resolve(session(), texts.map(parseLocator));
        expect(answers.map(inShort)).toEqual([
          'secret_not_found',
          known.readable.value,
          'secret_not_found',
          ...(known.ambiguousItem ? ['secret_ambiguous'] : []),
          known.readable.value,
          'secret_not_found',
        ]);
      });

      it('is certain of what the provider said, and only of that', async () => {
        const { provider, session, goDown, known } = fixture();
        const current = session();
        const [missing] = await provider.resolve(current, [parseLocator(known.missingField)]);
        expect(missing).toMatchObject({ ok: false, isCertain: true });
        const goUp = goDown();
        const [down] = await provider.resolve(current, [parseLocator(known.readable.reference)]);
        goUp();
        expect(down).toMatchObject({ ok: false, code: 'provider_unavailable', isCertain: false });
      });

      it('gives a form by ids that resolves to the same value', async () => {
        const { provider, session, known } = fixture();
        const current = session();
        const [answer] = await provider.resolve(current, [parseLocator(known.readable.reference)]);
        if (!answer?.ok) throw new Error('the readable reference was not read');
        const [again] = await provider.resolve(current, [parseLocator(answer.found.bound)]);
        expect(inShort(again)).toBe(known.readable.value);
        expect(again).toMatchObject({ found: { bound: answer.found.bound, names: answer.found.names } });
      });

      it('hands values over sealed against printing', async () => {
        const { provider, session, known } = fixture();
        const answers = await provider.resolve(session(), [parseLocator(known.readable.reference)]);
        expect(answers[0]?.ok).toBe(true);
        expect(JSON.stringify(answers)).not.toContain(known.readable.value);
      });

      it('answers nothing to nothing, without a request', async () => {
        const { provider, session, requestCount } = fixture();
        const before = requestCount();
        await expect(provider.resolve(session(), [])).resolves.toEqual([]);
        expect(requestCount()).toBe(before);
      });

      it('answers for each reference when the credential is refused', async () => {
        const { provider, refusedSession, revokedSession, known } = fixture();
        const references = [known.readable.reference, known.missingItem].map(parseLocator);
        const refused = await provider.resolve(refusedSession(), references);
        const revoked = await provider.resolve(revokedSession(), references);
        expect(refused.map(inShort)).toEqual(['sign_in_address_refused', 'sign_in_address_refused']);
        expect(revoked.map(inShort)).toEqual(['provider_denied', 'provider_denied']);
      });

      it('uses the credential of the newer revision', async () => {
        const { provider, session, revokedSession, known } = fixture();
        const references = [parseLocator(known.readable.reference)];
        const old = revokedSession();
        const before = await provider.resolve(old, references);
        const newer = { ...session(), managerId: old.managerId, revision: old.revision + 1 };
        const after = await provider.resolve(newer, references);
        expect([...before, ...after].map(inShort)).toEqual(['provider_denied', known.readable.value]);
        const revoked = { ...revokedSession(), managerId: newer.managerId, revision: newer.revision + 1 };
        expect((await provider.resolve(revoked, references)).map(inShort)).toEqual(['provider_denied']);
      });
    });

    describe('close', () => {
      it('forgets a manager, who signs in again at the next call', async () => {
        const { provider, session, requestCount, known, signsIn } = fixture();
        const current = session();
        const references = [parseLocator(known.readable.reference)];
        await provider.resolve(current, references);
        const warm = await requestsOf(requestCount, () => provider.resolve(current, references));
        await provider.close(current.managerId);
        const cold = await requestsOf(requestCount, () => provider.resolve(current, references));
        if (signsIn) expect(cold).toBeGreaterThan(warm);
        else expect(cold).toBe(warm);
      });
    });
  });
}

async function walk(provider: Provider, session: ProviderSession) {
  const vaults = await provider.browse(session, { level: 'vaults' });
  const listings = [vaults];
  for (const { id: vaultId } of vaults.level === 'vaults' ? vaults.vaults : []) {
    const items = await provider.browse(session, { level: 'items', vaultId });
    listings.push(items);
    for (const { id: itemId } of items.level === 'items' ? items.items : []) {
      listings.push(await provider.browse(session, { level: 'fields', vaultId, itemId }));
    }
  }
  return listings;
}

async function walkByPath(
  provider: Provider,
  session: ProviderSession,
  path: readonly string[],
): Promise<BrowseListing[]> {
  const listing = await provider.browse(session, { level: 'path', path });
  const nodes = listing.level === 'path' ? listing.nodes.filter(({ holds }) => holds) : [];
  const below = nodes.map(({ id }) => walkByPath(provider, session, [...path, id]));
  return [listing, ...(await Promise.all(below)).flat()];
}

function referencesIn(listing: BrowseListing): string[] {
  if (listing.level === 'path') return listing.nodes.flatMap(({ reference }) => reference ?? []);
  const fields = listing.level === 'fields' ? listing.fields : [];
  return fields.flatMap(({ reference, offers }) => (offers.includes('value') ? [reference] : []));
}

async function requestsOf(requestCount: () => number, work: () => Promise<unknown>): Promise<number> {
  const before = requestCount();
  await work();
  return requestCount() - before;
}

function inShort(answer: ProviderAnswer | undefined): string {
  if (!answer) return 'no answer';
  return answer.ok ? textOfSecret(answer.value) : answer.code;
}
