'use server';

import { runAction, runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { createUser } from '@/lib/users/create';
import { makeResetLink } from '@/lib/users/reset-link';
import type { CreateInput, ResetLinkView, UpdateInput, UserView } from '@/lib/users/schema';
import { updateUser } from '@/lib/users/update';

/** Adds a person with a first password. */
export async function createAction(input: CreateInput): Promise<Outcome<UserView>> {
  return runChange('create-user', (caller) => createUser({ caller, input }));
}

/** Changes name, role, projects, or whether they may sign in. */
export async function updateAction(input: { id: string; patch: UpdateInput }): Promise<Outcome<UserView>> {
  return runChange('update-user', (caller) => updateUser({ caller, input }));
}

/** Makes a one-time link for a new password. */
export async function resetLinkAction(input: { id: string }): Promise<Outcome<ResetLinkView>> {
  return runAction('make-reset-link', (caller) => makeResetLink({ caller, input }));
}
