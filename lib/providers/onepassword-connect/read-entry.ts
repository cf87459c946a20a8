import { messageFor } from '@/lib/kernel/message';
import type { Entry } from '@/lib/providers/onepassword/items/entry';
import { entriesCalled, sectionsOf } from '@/lib/providers/onepassword/items/item-index';
import { matchEntry } from '@/lib/providers/onepassword/items/match-entry';
import type { Reference } from '@/lib/providers/op/reference';
import { certain, type ProviderFailure } from '@/lib/providers/provider-failure';
import { type ConnectItem, itemUnreadable } from './items';

/** The one entry of an item that a reference names. Throws a certain ProviderFailure that says why there is none. */
export function entryNamed({ frame, entries }: ConnectItem, reference: Reference): Entry {
  const entry = matchEntry(frame, entries, reference);
  if (!entry) throw whyNone({ frame, entries }, reference);
  return entry;
}

function whyNone(
  { frame, entries }: Pick<ConnectItem, 'frame' | 'entries'>,
  { section, field }: Reference,
): ProviderFailure {
  const named = entriesCalled(entries, field);
  if (named.some(({ place }) => place === 'unknown')) return itemUnreadable;
  if (section !== undefined) {
    const wanted = section.toLowerCase();
    const index = sectionsOf(frame);
    const isThere = index.withIdLike(wanted).length + index.withTitleLike(wanted).length > 0;
    if (!isThere) return certain('secret_not_found', messageFor('noSuchSection'));
  }
  return named.length > 1
    ? certain('secret_ambiguous', messageFor('fieldsMatch'))
    : certain('secret_not_found', messageFor('noSuchField'));
}

/**
 * The text that a reference gives of its entry; undefined of a file, which is read apart. Throws a certain ProviderFailure
 * where the entry has no such form.
 */
export function textOf(entry: Entry, { attribute }: Reference): string | undefined {
  switch (attribute) {
    case undefined:
      if (entry.type === 'Unsupported') throw itemUnreadable;
      return entry.type === 'File' ? undefined : entry.value;
    case 'otp':
      if (entry.code !== undefined) return entry.code;
      throw certain('reference_invalid', messageFor(entry.type === 'Totp' ? 'otpSeedWrong' : 'otpOnly'));
    case 'openssh':
      throw certain(
        'reference_invalid',
        messageFor(entry.type === 'SshKey' ? 'connectNoOpenssh' : 'sshOnly'),
      );
  }
}
