'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { failedAction } from '@/components/query/failed-action';
import type { Outcome } from '@/lib/kernel/outcome';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import type { ManagerView } from '@/lib/managers/schema';
import type { PickerActions } from './binding';

export interface PickerDeps extends PickerActions {
  managers: readonly ManagerView[];
  mayConnect: boolean;
  /** Whether a reference may be tried. */
  mayCheck: boolean;
}

const SupplyContext = createContext<PickerDeps | undefined>(undefined);

export interface PickerProviderProps {
  managers: readonly ManagerView[];
  /** Stays the same from one drawing to the next. */
  actions: PickerActions;
  role: Role;
  children: ReactNode;
}

/** Once around a form: what every picker in it chooses from. */
export function PickerProvider({ managers, actions, role, children }: PickerProviderProps) {
  const supply = useMemo(
    (): PickerDeps => ({
      managers,
      check: orOffline(actions.check),
      suggest: orOffline(actions.suggest),
      search: orOffline(actions.search),
      readForSearch: orOffline(actions.readForSearch),
      mayConnect: roleMay(role, 'secret-manager:write'),
      mayCheck: roleMay(role, 'reference:check'),
    }),
    [managers, actions, role],
  );
  return <SupplyContext value={supply}>{children}</SupplyContext>;
}

function orOffline<Input, T>(action: (input: Input) => Promise<Outcome<T>>) {
  return (input: Input): Promise<Outcome<T>> => action(input).catch(failedAction);
}

/** What the provider around gives. Throws outside of one: a mistake in our own pages. */
export function usePickerDeps(): PickerDeps {
  const supply = useContext(SupplyContext);
  if (!supply) throw new Error('A picker stands outside of a PickerProvider.');
  return supply;
}
