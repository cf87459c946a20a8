'use client';

import { useQueryClient } from '@tanstack/react-query';
import { isListedField, listedItem } from './listed';
import { type FieldsListing, fieldsKey } from './use-browse';
import type { PickerModel } from './use-picker';

/** Whether the reference in the search box is a field that was listed already, so that looking it up asks 1Password nothing. */
export function useListed({ recognised, items, state }: PickerModel): boolean {
  const client = useQueryClient();
  if (recognised.kind !== 'reference' || !state.managerId) return false;
  const item = listedItem(items.data ?? [], recognised.reference);
  if (!item) return false;
  const place = { managerId: state.managerId, vaultId: item.vaultId, itemId: item.id };
  const listed = client.getQueryData<FieldsListing>(fieldsKey(place));
  return listed !== undefined && isListedField(listed.items, recognised.reference);
}
