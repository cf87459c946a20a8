'use server';

import { runChange } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { createProject } from '@/lib/projects/create';
import { removeProject } from '@/lib/projects/remove';
import type { CreateInput, ProjectView } from '@/lib/projects/schema';

/** Adds a project. */
export async function createAction(input: CreateInput): Promise<Outcome<ProjectView>> {
  return runChange('create-project', (caller) => createProject({ caller, input }));
}

/** Removes a project that scopes nothing any more. */
export async function removeAction(id: string): Promise<Outcome<void>> {
  return runChange('remove-project', (caller) => removeProject({ caller, input: { id } }));
}
