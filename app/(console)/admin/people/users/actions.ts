'use server';

import { runAction, runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { createUser } from '@/lib/users/create';
import { inviteUser } from '@/lib/users/invite';
import { makeResetLink } from '@/lib/users/reset-link';
import type { CreatedUserView, CreateInput, ResetLinkView, UpdateInput, UserView } from '@/lib/users/schema';
import { updateUser } from '@/lib/users/update';

/** Adds a person and makes their invitation. The console gives nobody a password. */
export async function createAction(input: Omit<CreateInput, 'password'>): Promise<Outcome<CreatedUserView>> {
  return runChange('create-user', (caller) => createUser({ caller, input }));
}

/** Changes name, role, projects, or whether they may sign in. */
export async function updateAction(input: { id: string; patch: UpdateInput }): Promise<Outcome<UserView>> {
  return runChange('update-user', (caller) => updateUser({ caller, input }));
}

/** Makes another invitation; the one before stops working. */
export async function inviteAction(input: { id: string }): Promise<Outcome<ResetLinkView>> {
  return runChange('invite-user', (caller) => inviteUser({ caller, input }));
}

/** Makes a one-time link for a new password. */
export async function resetLinkAction(input: { id: string }): Promise<Outcome<ResetLinkView>> {
  return runAction('make-reset-link', (caller) => makeResetLink({ caller, input }));
}
