'use client';

import { Undo2 } from 'lucide-react';
import { type ClipboardEvent, useRef, useState } from 'react';
import { AnswerLine } from '@/components/picker/answer-line';
import type { Binding } from '@/components/picker/binding';
import { Picker } from '@/components/picker/picker';
import { usePickerSupply } from '@/components/picker/picker-room';
import { pickOfCheck } from '@/components/picker/picks';
import { holdsReference } from '@/components/picker/recognise';
import type { ConnectionScope } from '@/components/picker/serving';
import { useTest } from '@/components/picker/use-test';
import { Button } from '@/components/ui/button';
import { bindingText } from './binding-text';
import { BoundBox } from './bound-box';
import type { FieldDraft, FieldState } from './draft';
import { KeptBox } from './kept-box';
import { TypedBox } from './typed-box';
import { formWords } from './words';

const words = formWords.field;

export interface FieldControlProps {
  draft: FieldDraft;
  connection: ConnectionScope;
  onChange: (state: FieldState) => void;
  /** Also tells of the item, so that more of it can be bound. */
  onBound: (binding: Binding) => void;
}

/** The control of one field: typed, kept, or bound, with the ways between them. */
export function FieldControl({ draft, connection, onChange, onBound }: FieldControlProps) {
  const { state, label } = draft;
  const { check } = usePickerSupply();
  const [picker, setPicker] = useState<{ isOpen: boolean; text: string }>({ isOpen: false, text: '' });
  const [before, setBefore] = useState<FieldState>();
  const box = useRef<HTMLDivElement>(null);
  const binding = state.kind === 'bound' ? state.binding : undefined;
  const test = useTest(
    check,
    binding && { secretManagerId: binding.secretManagerId, reference: binding.reference },
  );

  const runTest = async () => {
    const outcome = await test.run();
    if (!binding || binding.trust === 'verified' || !outcome?.ok) return;
    const manager = { ...binding, id: binding.secretManagerId, name: binding.secretManagerName };
    const found = pickOfCheck(manager, outcome.value);
    if (!found) return;
    // What a test found is as good as verified: it is kept by ids from now on.
    test.carryOver(found, outcome);
    onChange({ kind: 'bound', binding: found });
  };
  const open = () => setPicker({ isOpen: true, text: '' });
  const comeBack = () => box.current?.querySelector<HTMLElement>('[data-return]')?.focus();
  const leave = (next: FieldState) => {
    setBefore(state);
    onChange(next);
    requestAnimationFrame(() => box.current?.querySelector('input')?.focus());
  };
  const use = (chosen: Binding) => {
    setPicker({ isOpen: false, text: '' });
    setBefore(undefined);
    onChange({ kind: 'bound', binding: chosen });
    onBound(chosen);
  };
  const catchReference = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (holdsReference(text)) {
      event.preventDefault();
      event.stopPropagation();
      setPicker({ isOpen: true, text: text.trim() });
    } else if (draft.isSecret && text.trim().includes('\n') && state.kind === 'typed' && !state.text) {
      event.preventDefault();
      event.stopPropagation();
      onChange({ kind: 'typed', text: `${text.trim()}\n` });
    }
  };
  return (
    <div className="grid min-w-0 gap-1.5">
      <Picker
        fieldLabel={label}
        connection={connection}
        binding={binding}
        textAtFirst={picker.text}
        isOpen={picker.isOpen}
        onOpenChange={(isOpen) => setPicker({ isOpen, text: '' })}
        onUse={use}
        onClosed={comeBack}
      >
        <div ref={box} onPasteCapture={catchReference} className="min-w-0">
          {state.kind === 'typed' && (
            <TypedBox
              draft={draft}
              text={state.text}
              onType={(text) => onChange({ kind: 'typed', text })}
              onBind={open}
            />
          )}
          {state.kind === 'kept' && (
            <KeptBox onReplace={() => leave({ kind: 'typed', text: '' })} onBind={open} />
          )}
          {binding && (
            <BoundBox
              label={label}
              binding={binding}
              isTesting={test.isBusy}
              onChange={open}
              onTest={() => void runTest()}
              onUnbind={() => leave({ kind: 'typed', text: '' })}
            />
          )}
        </div>
      </Picker>
      {test.outcome && <AnswerLine outcome={test.outcome} />}
      {state.kind === 'typed' && before && (
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-xs">
          <span className="min-w-0 truncate">{beforeText(before)}</span>
          <Button
            size="sm"
            variant="quiet"
            icon={<Undo2 />}
            onClick={() => {
              onChange(before);
              setBefore(undefined);
              // The button goes with what it undid; the focus must not go with it.
              requestAnimationFrame(comeBack);
            }}
          >
            {before.kind === 'bound' ? words.undo : words.keep}
          </Button>
        </p>
      )}
    </div>
  );
}

function beforeText(before: FieldState): string {
  return before.kind === 'bound' ? words.unbound(bindingText(before.binding)) : words.replacing;
}
