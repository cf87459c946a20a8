'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { FindingView } from '@/lib/scans/schema';
import type { FieldState } from './draft';

interface Findings {
  findings: readonly FindingView[];
  /** The field to begin with: the page was opened to repair it. */
  repairing: string | undefined;
}

const Room = createContext<Findings>({ findings: [], repairing: undefined });

/** What a scan found broken in the connection, for its form. */
export function FindingsRoom({ children, ...findings }: Findings & { children: ReactNode }) {
  return <Room value={findings}>{children}</Room>;
}

/** What is wrong with a field as it stands in the form; undefined once it is bound to something else. */
export function useFieldFinding(name: string, state: FieldState): FindingView | undefined {
  const { findings } = useContext(Room);
  if (state.kind !== 'bound') return undefined;
  return findings.find(({ field, reference }) => field === name && reference === state.binding.reference);
}

/** Whether the page was opened to repair this field. */
export function useIsRepairing(name: string): boolean {
  return useContext(Room).repairing === name;
}
