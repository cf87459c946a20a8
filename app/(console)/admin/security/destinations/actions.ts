'use server';

import { addDestination } from '@/lib/destinations/add';
import { removeDestination } from '@/lib/destinations/remove';
import type { AddInput, DestinationView } from '@/lib/destinations/schema';
import { runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';

/** Adds a destination. */
export async function addAction(input: AddInput): Promise<Outcome<DestinationView>> {
  return runChange('add-destination', (caller) => addDestination({ caller, input }));
}

/** Takes a destination off the list. */
export async function removeAction(id: string): Promise<Outcome<void>> {
  return runChange('remove-destination', (caller) => removeDestination({ caller, input: { id } }));
}
