'use client';

import { createContext, type ReactNode, type RefObject, useContext, useEffect, useRef } from 'react';
import type { ConnectionView } from '@/lib/connections/schema';
import type { RefusalReason } from '@/lib/kernel/refusal';
import type { FindingView } from '@/lib/scans/schema';
import type { FieldState } from './draft';

type Fields = ConnectionView['fields'];

interface Findings {
  findings: readonly FindingView[];
  /** As the page has them now. Undefined: nothing is saved yet. */
  fields: Fields | undefined;
  /** The field to begin with: the page was opened to repair it. */
  repairing: string | undefined;
  /** The field that the page was opened at, to look at it. */
  pointedAt: string | undefined;
}

const Room = createContext<Findings>({
  findings: [],
  fields: undefined,
  repairing: undefined,
  pointedAt: undefined,
});

/** What a scan and the reads of workloads found broken in the connection, for its form. */
export function FindingsProvider({ children, ...findings }: Findings & { children: ReactNode }) {
  return <Room value={findings}>{children}</Room>;
}

/** What is wrong with a field as it stands in the form; undefined once it is bound to something else. */
export function useFieldFinding(name: string, state: FieldState): FindingView | undefined {
  const { findings } = useContext(Room);
  if (state.kind !== 'bound') return undefined;
  return findings.find(({ field, reference }) => field === name && reference === state.binding.reference);
}

/** Why a field is refused, while it is bound as it was saved. */
export function useFieldRefusal(name: string, state: FieldState): RefusalReason | undefined {
  const { fields } = useContext(Room);
  const saved = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (state.kind !== 'bound' || !saved || !('reference' in saved)) return undefined;
  return saved.reference === state.binding.reference ? saved.refused?.reason : undefined;
}

/** Whether the connection is saved without this field. */
export function useIsUnset(name: string): boolean {
  const { fields } = useContext(Room);
  return fields !== undefined && !Object.hasOwn(fields, name);
}

/** Whether the page was opened to repair this field. */
export function useIsRepairing(name: string): boolean {
  return useContext(Room).repairing === name;
}

/** Brings the field that the page was opened at into sight, with the focus on its control. Give the ref to its row. */
export function usePointedAt(name: string): RefObject<HTMLDivElement | null> {
  const row = useRef<HTMLDivElement>(null);
  const isPointedAt = useContext(Room).pointedAt === name;
  useEffect(() => {
    if (!isPointedAt) return;
    // After the page has taken its own place, or it would scroll away again.
    const frame = requestAnimationFrame(() => {
      row.current
        ?.querySelector<HTMLElement>('[data-return], input, textarea')
        ?.focus({ preventScroll: true });
      row.current?.scrollIntoView({ block: 'center' });
    });
    return () => cancelAnimationFrame(frame);
  }, [isPointedAt]);
  return row;
}
