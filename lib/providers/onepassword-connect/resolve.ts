import { groupBy } from '@/lib/kernel/group-by';
import { SecretValue } from '@/lib/kernel/secret-value';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { inParallel } from '@/lib/providers/http/in-parallel';
import { findItem, findVault } from '@/lib/providers/onepassword/items/find-named';
import { presentFound } from '@/lib/providers/onepassword/items/present-found';
import { isBoundById, type Reference } from '@/lib/providers/op/reference';
import { asProviderFailure, ProviderFailure } from '@/lib/providers/provider-failure';
import type { ConnectAccount, ItemPlace } from './account';
import type { ConnectItem } from './items';
import { entryNamed, textOf } from './read-entry';

// Connect has no call for many items; it answers from memory.
const requestsAtOnce = 8;

/** Whose references are read, until when, and where the answers go: one place for each reference, as they come. */
export interface Resolving {
  account: ConnectAccount;
  signal: AbortSignal;
  answers: (ProviderAnswer | undefined)[];
}

/**
 * Reads references: names to ids by one list of the vaults and one of each vault's items, then each item once, whatever the
 * number of its references. A vault and an item both given by id are never looked up as titles. Does not reject.
 */
export async function resolveReferences(
  references: readonly Reference[],
  { account, signal, answers }: Resolving,
): Promise<void> {
  const locate = createLookUp(account, signal);
  const places: { index: number; reference: Reference; place: ItemPlace }[] = [];
  await inParallel([...references.entries()], requestsAtOnce, async ([index, reference]) => {
    try {
      places.push({ index, reference, place: await locate(reference) });
    } catch (error) {
      answers[index] = refusal(error);
    }
  });
  const groups = groupBy(places, ({ place }) => `${place.vaultId}/${place.itemId}`);
  await learnTitles(account, places, signal);
  await inParallel([...groups.values()], requestsAtOnce, async (group) => {
    const [first] = group;
    if (!first) return;
    const reading = await account.item(first.place, signal).catch(asProviderFailure);
    for (const { index, reference } of group) {
      answers[index] =
        reading instanceof ProviderFailure
          ? refusal(reading)
          : await answerFrom(reading, reference, { account, signal }).catch(refusal);
    }
  });
}

async function answerFrom(
  item: ConnectItem,
  reference: Reference,
  { account, signal }: Pick<Resolving, 'account' | 'signal'>,
): Promise<ProviderAnswer> {
  const entry = entryNamed(item, reference);
  const { vaultId, id: itemId } = item.frame;
  const text = textOf(entry, reference) ?? (await account.fileText({ vaultId, itemId }, entry.id, signal));
  const vaultTitle = account.titleOf(vaultId) ?? vaultId;
  const { frame, entries } = item;
  const found = presentFound({ item: frame, entries, reference, vaultTitle }, entry);
  return { ok: true, value: new SecretValue(text), found };
}

/** Looks names up in lists, each of which is asked for once. */
function createLookUp(
  account: ConnectAccount,
  signal: AbortSignal,
): (reference: Reference) => Promise<ItemPlace> {
  let vaults: ReturnType<ConnectAccount['vaults']> | undefined;
  const items = new Map<string, ReturnType<ConnectAccount['items']>>();
  return async (reference) => {
    if (isBoundById(reference)) return { vaultId: reference.vault, itemId: reference.item };
    vaults ??= account.vaults(signal);
    const { id: vaultId } = findVault(await vaults, reference.vault);
    const listed = items.get(vaultId) ?? account.items(vaultId, signal);
    items.set(vaultId, listed);
    return { vaultId, itemId: findItem(await listed, reference.item).id };
  };
}

/** Titles are for show: what keeps them from being listed is met, and told better, by the read that follows. */
async function learnTitles(
  account: ConnectAccount,
  places: readonly { place: ItemPlace }[],
  signal: AbortSignal,
): Promise<void> {
  if (places.every(({ place }) => account.titleOf(place.vaultId) !== undefined)) return;
  await account.vaults(signal).catch(() => undefined);
}

/** A failure as the answer to one reference. */
export function refusal(error: unknown): ProviderAnswer & { ok: false } {
  const { code, says, isCertain, retryAfterMs } = asProviderFailure(error).failure;
  return {
    ok: false,
    code,
    isCertain,
    ...(says === undefined ? {} : { says }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
