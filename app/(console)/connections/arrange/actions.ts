'use server';

import type {
  ChangedKeys,
  DuplicateInput,
  KeysInput,
  RemovedKeys,
  TagInput,
} from '@/lib/connections/arrange-schema';
import { disableConnections, enableConnections } from '@/lib/connections/disable';
import { duplicateConnection } from '@/lib/connections/duplicate';
import { removeConnections } from '@/lib/connections/remove-many';
import { repointConnections } from '@/lib/connections/repoint';
import { previewRepoint } from '@/lib/connections/repoint-preview';
import type {
  RepointInput,
  RepointPreview,
  RepointPreviewInput,
  RepointResult,
} from '@/lib/connections/repoint-schema';
import { undoRepoint } from '@/lib/connections/repoint-undo';
import type { ConnectionView } from '@/lib/connections/schema';
import { tagConnections } from '@/lib/connections/tag';
import { runAction, runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';

/** Switches connections off. */
export async function disable(input: KeysInput): Promise<Outcome<ChangedKeys>> {
  return runChange('connections.disable', (caller) => disableConnections({ caller, input }));
}

/** Switches them on again. */
export async function enable(input: KeysInput): Promise<Outcome<ChangedKeys>> {
  return runChange('connections.enable', (caller) => enableConnections({ caller, input }));
}

/** Adds and takes tags. */
export async function tag(input: TagInput): Promise<Outcome<ChangedKeys>> {
  return runChange('connections.tag', (caller) => tagConnections({ caller, input }));
}

/** Makes a copy. */
export async function duplicate(input: {
  key: string;
  as: DuplicateInput;
}): Promise<Outcome<ConnectionView>> {
  return runAction('connections.duplicate', (caller) => duplicateConnection({ caller, input }));
}

/** Removes many. */
export async function removeMany(input: KeysInput): Promise<Outcome<RemovedKeys>> {
  return runChange('connections.remove-many', (caller) => removeConnections({ caller, input }));
}

/** Looks for the same names in another secret manager. */
export async function preview(input: RepointPreviewInput): Promise<Outcome<RepointPreview>> {
  return runAction('connections.repoint-preview', (caller) => previewRepoint({ caller, input }));
}

/** Binds fields through it. */
export async function repoint(input: RepointInput): Promise<Outcome<RepointResult>> {
  return runChange('connections.repoint', (caller) => repointConnections({ caller, input }));
}

/** Undoes that. */
export async function undo(id: string): Promise<Outcome<RepointResult>> {
  return runChange('connections.repoint-undo', (caller) => undoRepoint({ caller, input: { id } }));
}
