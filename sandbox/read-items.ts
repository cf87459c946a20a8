import { readableVault } from './access';
import { fullRecord, overviewRecord } from './item-records';
import { itemOf } from './items';
import { objectOf, textsOf } from './json';
import { Refusal } from './refusal';
import type { Call } from './route';

/** How many items one batch may ask for. */
export const maxBatch = 50;

/** The overviews of all items of a vault, archived ones too: the client filters them itself. */
export function readOverviews(call: Call): string {
  const vault = readableVault(call, call.ids[0] ?? '');
  vault.cache.overviews ??= [...vault.items.values()]
    .map((item) => overviewRecord(call.service.account, vault, item))
    .join(',');
  const { contentVersion } = vault;
  const head = `"contentVersion":${contentVersion},"batchComplete":true,"deletedItemUuids":[]`;
  return `{${head},"items":[${vault.cache.overviews}]}`;
}

/** One item with its details. */
export function readItem(call: Call): string {
  const vault = readableVault(call, call.ids[0] ?? '');
  const { item } = itemOf(call.service.account, { vault: vault.id, item: call.ids[1] ?? '' });
  const record = fullRecord(call.service.account, vault, item);
  return `{"contentVersion":${vault.contentVersion},"item":${record}}`;
}

/** One record for each id asked, in that order, repeats too. Unknown ids are left out (assumed). */
export function readBatch(call: Call): string {
  const vault = readableVault(call, call.ids[0] ?? '');
  const ids = textsOf(objectOf(call.body, 'The body'), 'itemUuids');
  if (ids.length > maxBatch) throw new Refusal(400, `A batch asks for ${maxBatch} items at most.`);
  const records = ids.flatMap((id) => {
    const item = vault.items.get(id);
    return item === undefined ? [] : [fullRecord(call.service.account, vault, item)];
  });
  return `{"contentVersion":${vault.contentVersion},"items":[${records.join(',')}]}`;
}

/** A file's ciphertext, for the readers of its vault. */
export function readFile(call: Call): Buffer {
  const file = call.service.account.files.get(call.ids[0] ?? '');
  if (file === undefined) throw new Refusal(404, 'There is no such file.');
  readableVault(call, file.vaultId);
  return file.blob;
}
