import type { ErrorCode } from '@/lib/kernel/error-codes';
import { groupBy } from '@/lib/kernel/group-by';
import { isOneUnit } from '@/lib/kernel/locator';
import type { BrowsedItem, FoundReference } from '@/lib/providers/contract';
import { requestsPerEnvironment } from '@/lib/providers/descriptors';
import { type BoundField, isById } from './bound';
import { fieldOf, insteadOf, type ReadContent, renamedIn, titlesOf } from './match';
import type { BindingStatus, ScanContext } from './scan-context';
import { replacementsFor } from './search';
import { isUnchangedSince } from './unchanged-since';

/**
 * Looks at bound references as cheaply as it can: one listing of the vaults, one of each vault that something is bound
 * in, and items read fifty a request where they changed since they were looked at. Reads no value into Latchkey.
 * Throws `provider_*`.
 */
export async function checkFields(scanning: ScanContext, fields: readonly BoundField[]): Promise<void> {
  const { directory, looks } = scanning;
  const variables = fields.filter(isVariable);
  const inVaults = fields.filter((field) => !isVariable(field));
  await lookAtNamed(scanning, variables);
  if (inVaults.length === 0) return;
  const vaults = await directory.vaults();
  const missing: BoundField[] = [];
  for (const [vaultId, bound] of groupBy(inVaults.filter(isById), ({ reference }) => reference.container)) {
    const vault = vaults.get(vaultId);
    const items = vault && (await directory.items(vaultId));
    if (items) missing.push(...(await lookInVault(scanning, vault, items, bound)));
    else for (const field of bound) looks.set(field, { kind: 'forbidden', candidates: [] });
  }
  for (const field of missing) looks.set(field, await replacementsFor(scanning, field));
  await lookAtNamed(
    scanning,
    inVaults.filter((field) => !isById(field)),
  );
}

/** Whether a failure is one of the secret. Others are the account's, and of a secret that cannot be read nothing is known. */
function isAboutSecret(code: ErrorCode): boolean {
  return code === 'reference_invalid' || (code.startsWith('secret_') && code !== 'secret_unreadable');
}

/** A variable of an environment, which one read gives whole. */
function isVariable({ reference }: BoundField): boolean {
  return isOneUnit(reference);
}

/** Answers the fields whose item the vault no longer has. */
async function lookInVault(
  { directory, looks }: ScanContext,
  vault: { id: string; title: string },
  items: ReadonlyMap<string, BrowsedItem>,
  bound: readonly BoundField[],
): Promise<BoundField[]> {
  const missing: BoundField[] = [];
  const toRead: BoundField[] = [];
  for (const field of bound) {
    const item = items.get(field.reference.unitId);
    const known = item && unchanged(field, item, vault.title);
    // An archived item is looked for under its title too: somebody may have created it again.
    if (item?.isArchived || (!item && !directory.isUnlistable(vault.id))) missing.push(field);
    else if (known) looks.set(field, known);
    else toRead.push(field);
  }
  const contents = await directory.contents(
    vault.id,
    toRead.map(({ reference }) => reference.unitId),
  );
  const unlisted: { field: BoundField; content: ReadContent }[] = [];
  for (const field of toRead) {
    const content = contents.get(field.reference.unitId);
    if (!content?.ok) {
      if (content?.code === 'secret_not_found') missing.push(field);
      else looks.set(field, unreadable(content));
      continue;
    }
    const match = fieldOf(content, field.reference);
    if (!match) unlisted.push({ field, content });
    else {
      looks.set(field, {
        kind: 'fine',
        reference: field.text,
        titles: titlesOf(vault.title, content, match),
        itemUpdatedAt: content.updatedAt,
        fieldType: match.type,
      });
    }
  }
  await lookAtUnlisted({ directory, looks }, vault.title, unlisted);
  return missing;
}

/** What the item does not show may still be read: only a read tells that a field is gone. */
async function lookAtUnlisted(
  { directory, looks }: Pick<ScanContext, 'directory' | 'looks'>,
  vaultTitle: string,
  unlisted: readonly { field: BoundField; content: ReadContent }[],
): Promise<void> {
  const identified = await directory.identify(unlisted.map(({ field }) => field.reference));
  for (const [index, { field, content }] of unlisted.entries()) {
    const now = identified[index];
    if (now?.ok) looks.set(field, fineLook(now.found));
    else if (now?.isCertain && now.code !== 'secret_unreadable') {
      const gone = { ...field, fieldType: field.finding?.fieldType };
      looks.set(field, { kind: 'field_gone', candidates: insteadOf(content, vaultTitle, gone) });
    } else looks.set(field, { kind: 'unknown', code: now?.code ?? 'provider_unavailable' });
  }
}

/** References kept as they were written are read now, and become ids; variables of environments are read. */
async function lookAtNamed(scanning: ScanContext, named: readonly BoundField[]): Promise<void> {
  const { directory, looks } = scanning;
  const identified = await directory.identify(named.map(({ reference }) => reference));
  for (const [index, field] of named.entries()) {
    const now = identified[index];
    if (now?.ok) looks.set(field, fineLook(now.found));
    else if (!now?.isCertain || !isAboutSecret(now.code))
      looks.set(field, { kind: 'unknown', code: now?.code ?? 'provider_unavailable' });
    else if (now.code === 'secret_forbidden') looks.set(field, { kind: 'forbidden', candidates: [] });
    else if (now.code === 'secret_ambiguous')
      looks.set(
        field,
        isVariable(field) ? { kind: 'ambiguous', candidates: [] } : await replacementsFor(scanning, field),
      );
    else looks.set(field, await notFound(scanning, field));
  }
}

/** A variable goes by its name: one that the service knows to be the bound one, under another name, is offered and not taken. */
async function notFound({ directory, mayAsk }: ScanContext, field: BoundField): Promise<BindingStatus> {
  if (!isVariable(field) || !(await mayAsk(requestsPerEnvironment)))
    return { kind: 'not_found', candidates: [] };
  const environment = await directory.variables(field.reference.container);
  const candidates = environment ? renamedIn(environment, field) : [];
  return { kind: candidates.length > 0 ? 'field_gone' : 'not_found', candidates };
}

function fineLook(found: FoundReference): BindingStatus {
  return {
    kind: 'fine',
    reference: found.bound,
    titles: found.names,
    ...(found.memberId === undefined ? {} : { memberId: found.memberId }),
    itemUpdatedAt: found.itemUpdatedAt,
    fieldType: found.fieldType,
  };
}

/** The look without a read, while the item is what it was when the field was found in it. */
function unchanged(field: BoundField, item: BrowsedItem, vaultTitle: string): BindingStatus | undefined {
  const { finding, titles } = field;
  if (!field.isVerified || !titles || finding?.kind !== 'fine') return undefined;
  if (!isUnchangedSince(finding, item.updatedAt)) return undefined;
  return {
    kind: 'fine',
    reference: field.text,
    titles: { ...titles, vault: vaultTitle, item: item.title },
    itemUpdatedAt: item.updatedAt,
    fieldType: finding.fieldType,
  };
}

function unreadable(content: { ok: false; code: ErrorCode } | undefined): BindingStatus {
  if (content?.code === 'secret_forbidden') return { kind: 'forbidden', candidates: [] };
  return { kind: 'unknown', code: content?.code ?? 'provider_unavailable' };
}
