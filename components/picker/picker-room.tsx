'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { offline } from '@/components/query/api-get';
import { type Role, roleMay } from '@/lib/kernel/permissions';
import type { ManagerView } from '@/lib/managers/schema';
import type { CheckAction, SuggestAction } from './binding';

export interface PickerSupply {
  managers: readonly ManagerView[];
  check: CheckAction;
  suggest: SuggestAction;
  mayConnect: boolean;
}

const SupplyContext = createContext<PickerSupply | undefined>(undefined);

export interface PickerRoomProps {
  managers: readonly ManagerView[];
  check: CheckAction;
  suggest: SuggestAction;
  role: Role;
  children: ReactNode;
}

/** Once around a form: what every picker in it chooses from. */
export function PickerRoom({ managers, check, suggest, role, children }: PickerRoomProps) {
  const supply = useMemo(
    (): PickerSupply => ({
      managers,
      check: (input) => check(input).catch(() => ({ ok: false, problem: offline })),
      suggest: (input) => suggest(input).catch(() => ({ ok: false, problem: offline })),
      mayConnect: roleMay(role, 'secret-manager:write'),
    }),
    [managers, check, suggest, role],
  );
  return <SupplyContext value={supply}>{children}</SupplyContext>;
}

/** The supply of the room around. Throws outside of one: a mistake in our own pages. */
export function usePickerSupply(): PickerSupply {
  const supply = useContext(SupplyContext);
  if (!supply) throw new Error('A picker stands outside of a PickerRoom.');
  return supply;
}
