'use client';

import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ClipboardEvent, useRef, useState } from 'react';
import { AnswerLine } from '@/components/picker/answer-line';
import type { Binding } from '@/components/picker/binding';
import { Picker } from '@/components/picker/picker';
import { usePickerDeps } from '@/components/picker/picker-provider';
import { pickOfCheck } from '@/components/picker/picks';
import { holdsReference } from '@/components/picker/recognise';
import type { ConnectionScope } from '@/components/picker/serving';
import { useTest } from '@/components/picker/use-test';
import { Button } from '@/components/ui/button';
import { useMoveFocus } from '@/components/ui/use-move-focus';
import { secretPlace } from '@/lib/kernel/text-around';
import { beginsReference } from '@/lib/providers/references';
import { referenceInText } from '@/lib/providers/references-in-text';
import { AroundBox } from './around-box';
import { bindingText } from './binding-text';
import { BoundBox, type Fault, type Trust } from './bound-box';
import type { FieldDraft, FieldState } from './draft';
import { KeptBox } from './kept-box';
import { TypedBox } from './typed-box';
import { formWords } from './words';

const words = formWords.field;
const closed = { isOpen: false, text: '' };

export interface FieldControlProps {
  draft: FieldDraft;
  connection: ConnectionScope;
  /** What is known to be wrong with the saved reference. */
  fault: Fault | undefined;
  onChange: (state: FieldState) => void;
  /** Also tells of the item, so that more of it can be bound. */
  onBound: (binding: Binding) => void;
}

/** The control of one field: typed, kept, or bound, with the ways between them. */
export function FieldControl({ draft, connection, fault, onChange, onBound }: FieldControlProps) {
  const { state, label } = draft;
  const { check } = usePickerDeps();
  const router = useRouter();
  const [picker, setPicker] = useState<{ isOpen: boolean; text: string; around?: string }>(closed);
  const [before, setBefore] = useState<FieldState>();
  const box = useRef<HTMLDivElement>(null);
  const moveFocus = useMoveFocus();
  const binding = state.kind === 'bound' ? state.binding : undefined;
  const test = useTest(
    check,
    binding && { secretManagerId: binding.secretManagerId, reference: binding.reference },
  );

  const runTest = async () => {
    const outcome = await test.run();
    // What the page says of it was true before this test.
    if (fault === 'broken' && outcome?.ok && outcome.value.ok) router.refresh();
    if (!binding || binding.trust === 'verified' || !outcome?.ok) return;
    const manager = { ...binding, id: binding.secretManagerId, name: binding.secretManagerName };
    const found = pickOfCheck(manager, outcome.value);
    if (!found) return;
    // What a test found is as good as verified: it is kept by ids from now on.
    test.carryOver(found, outcome);
    onChange({ ...state, kind: 'bound', binding: found });
  };
  // A reference that was typed is gone on with; a value that was typed is nobody's to search for.
  const open = () => setPicker({ isOpen: true, text: beginningIn(state) });
  const returnPoint = () => box.current?.querySelector<HTMLElement>('[data-return]');
  const leave = (next: FieldState) => {
    setBefore(state);
    onChange(next);
    moveFocus(() => box.current?.querySelector('input'));
  };
  const addText = () => {
    if (state.kind !== 'bound') return;
    onChange({ ...state, text: secretPlace });
    moveFocus(() => {
      const input = box.current?.querySelector<HTMLInputElement>('[data-around] input');
      input?.setSelectionRange(0, 0);
      return input;
    });
  };
  const use = (chosen: Binding) => {
    const around = picker.around ?? (state.kind === 'bound' ? state.text : undefined);
    setPicker(closed);
    setBefore(undefined);
    onChange({
      kind: 'bound',
      binding: chosen,
      ...(around === undefined ? {} : { text: around }),
      ...followNameOf(state),
    });
    onBound(chosen);
  };
  const follow = (followName: boolean | undefined) => {
    if (state.kind !== 'bound') return;
    const { followName: _before, ...rest } = state;
    onChange({ ...rest, ...(followName === undefined ? {} : { followName }) });
  };
  const bindInside = ({ reference, text }: { reference: string; text: string }) =>
    setPicker({ isOpen: true, text: reference, ...(text === secretPlace ? {} : { around: text }) });
  const type = (text: string) => {
    onChange({ kind: 'typed', text });
    const inside = text.endsWith('}') ? referenceInText(text) : undefined;
    if (inside) bindInside(inside);
  };
  const catchReference = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    const isIntoText = event.target instanceof HTMLElement && event.target.closest('[data-around]') !== null;
    if (isIntoText) return;
    const inside = referenceInText(text);
    if (inside) {
      event.preventDefault();
      event.stopPropagation();
      bindInside(inside);
    } else if (holdsReference(text)) {
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
        onOpenChange={(isOpen) => setPicker({ ...closed, isOpen })}
        onUse={use}
        onClosed={() => returnPoint()?.focus()}
      >
        <div ref={box} onPasteCapture={catchReference} className="min-w-0">
          {state.kind === 'typed' && <TypedBox draft={draft} text={state.text} onType={type} onBind={open} />}
          {state.kind === 'kept' && (
            <KeptBox label={draft.label} onReplace={() => leave({ kind: 'typed', text: '' })} onBind={open} />
          )}
          {binding && (
            <BoundBox
              label={label}
              binding={binding}
              trust={trustOf(binding, fault, test.outcome)}
              isTesting={test.isBusy}
              onChange={open}
              onTest={runTest}
              onUnbind={() => leave({ kind: 'typed', text: '' })}
              followName={state.kind === 'bound' ? state.followName : undefined}
              onFollowName={follow}
              onAddText={state.kind === 'bound' && state.text === undefined ? addText : undefined}
            />
          )}
          {state.kind === 'bound' && state.text !== undefined && (
            <AroundBox
              text={state.text}
              onType={(text) => onChange({ ...state, text })}
              onRemove={() => {
                onChange({ kind: 'bound', binding: state.binding, ...followNameOf(state) });
                moveFocus(returnPoint);
              }}
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
              moveFocus(returnPoint);
            }}
          >
            {before.kind === 'bound' ? words.undo : words.keep}
          </Button>
        </p>
      )}
    </div>
  );
}

/** What is known of it now: what was just tested, else what was found, else how it was bound. */
function trustOf(
  { trust }: Binding,
  fault: Fault | undefined,
  tested: ReturnType<typeof useTest>['outcome'],
): Trust {
  if (tested?.ok && tested.value.ok) return 'verified';
  if (fault === 'refused') return fault;
  if (fault === 'broken' || (tested?.ok && !tested.value.ok && tested.value.code?.startsWith('secret_')))
    return 'broken';
  return trust;
}

function beforeText(before: FieldState): string {
  return before.kind === 'bound' ? words.unbound(bindingText(before.binding)) : words.replacing;
}

/** What was typed of a reference, be it whole or not. */
function beginningIn(state: FieldState): string {
  return state.kind === 'typed' && beginsReference(state.text.trim()) ? state.text.trim() : '';
}

function followNameOf(state: FieldState): { followName?: boolean } {
  return state.kind === 'bound' && state.followName !== undefined ? { followName: state.followName } : {};
}
