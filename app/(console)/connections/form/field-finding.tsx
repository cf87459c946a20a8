'use client';

import { KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Binding } from '@/components/picker/binding';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { Candidate } from '@/lib/connections/candidate';
import { parseLocator, shownReference } from '@/lib/providers/references';
import { CandidateList } from '../../findings/candidate-list';
import { findingWords } from '../../findings/words';
import { refusedWords } from '../refused-words';
import type { FieldState } from './draft';
import { FieldLook } from './field-look';
import { useFieldFinding, useFieldRefusal, useIsRepairing } from './findings-provider';

const words = findingWords.repair;

export interface FieldFindingProps {
  name: string;
  label: string;
  state: FieldState;
  /** Binds it, and saves where nothing else is unsaved. */
  onRepair: (binding: Binding) => unknown;
  /** Opens the picker at the field. */
  onChoose: () => void;
}

/** Under a field whose reference is refused or broken: what happened, since when, and the ways out. */
export function FieldFinding({ name, label, state, onRepair, onChoose }: FieldFindingProps) {
  const finding = useFieldFinding(name, state);
  const isRepairing = useIsRepairing(name) && finding !== undefined;
  const choose = useRef(onChoose);
  useEffect(() => {
    // After the picker's own first effects, so that it opens where the field stands.
    if (isRepairing) requestAnimationFrame(() => choose.current());
  }, [isRepairing]);
  const refusal = useFieldRefusal(name, state);
  if (state.kind !== 'bound') return null;
  if (refusal) return <Status tone="bad">{refusedWords.field[refusal]}</Status>;
  if (!finding) return null;
  const { kind, since } = finding;
  return (
    <Notice
      tone={kind === 'ambiguous' ? 'warn' : 'bad'}
      title={
        <span className="flex flex-wrap items-baseline gap-x-2">
          {findingWords.kinds[kind]}
          <span className="font-normal text-ink-3 text-xs">
            {words.since} <RelativeTime at={since} />
          </span>
        </span>
      }
    >
      <p>{finding.message}</p>
      <div className="mt-2 grid gap-2">
        <CandidateList
          finding={{ ...finding, field: label }}
          busyWith={undefined}
          onUse={(candidate) => onRepair(bindingOf(state.binding, candidate))}
        />
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon={<KeyRound />} aria-label={words.chooseFor(label)} onClick={onChoose}>
            {words.choose}
          </Button>
          {!finding.isScanned && <FieldLook label={label} binding={state.binding} finding={finding} />}
        </div>
      </div>
    </Notice>
  );
}

function bindingOf(binding: Binding, { reference, titles }: Candidate): Binding {
  return {
    ...binding,
    reference,
    titles,
    shownReference: shownReference(parseLocator(reference), titles),
    trust: 'chosen',
  };
}
