'use client';

import { ClipboardPaste, LoaderCircle, RotateCw, Search } from 'lucide-react';
import { titleOfCode } from '@/components/query/api-get';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ManagerView } from '@/lib/managers/schema';
import { grammarIn, isIdIn } from '@/lib/providers/references';
import { answerOf } from './answer';
import { AnswerLine } from './answer-line';
import type { Binding } from './binding';
import { FoundNote } from './found-note';
import { isNothing, OfferList } from './offer-list';
import { PaneNote } from './pane-states';
import type { Recognised } from './recognise';
import type { FoundOffers } from './use-offers';
import type { Attempt } from './use-pasted';
import { pickerWords } from './words';

const words = pickerWords.pasted;

export interface PastedPaneProps {
  recognised: Exclude<Recognised, { kind: 'search' | 'link' }>;
  attempts: readonly Attempt[];
  isChecking: boolean;
  /** It was typed, and is looked for on demand. */
  isTyped: boolean;
  /** What a begun reference could go on with is listed: there is nothing of the kind. */
  isKnown: boolean;
  onAsk: () => void;
  nextManager: ManagerView | undefined;
  onRetry: () => void;
  onSearch: (text: string) => void;
  offers: FoundOffers;
  onUse: (binding: Binding) => void;
}

/** A pasted reference: whether its form is right, where it was found, and what it names. */
export function PastedPane({
  recognised,
  attempts,
  isChecking,
  isTyped,
  isKnown,
  onAsk,
  nextManager,
  onRetry,
  onSearch,
  offers,
  onUse,
}: PastedPaneProps) {
  const title = itemTitleIn(recognised.text);
  const search = title && (
    <Button size="sm" icon={<Search />} onClick={() => onSearch(title)}>
      {words.searchFor(title)}
    </Button>
  );
  if (recognised.kind === 'begun') {
    const isEnvironment = grammarIn(recognised.text)?.levels[0] === 'environment';
    const begun = isEnvironment ? words.begunEnvironment : words.begun;
    const shape = isEnvironment ? words.shapeEnvironment : words.shape;
    return <PaneNote icon={ClipboardPaste} title={isKnown ? words.noneBegun : begun} text={shape} />;
  }
  if (recognised.kind === 'refused' || (recognised.kind === 'names' && isNothing(offers))) {
    return (
      <div className="p-3">
        <Notice tone="bad" role="alert" title={words.refused} actions={search}>
          {recognised.message}
        </Notice>
      </div>
    );
  }
  const isAway = !isChecking && attempts.length > 0 && !foundIn(attempts) && awayIn(attempts) !== undefined;
  return (
    <div className="grid h-full content-start gap-3 overflow-y-auto p-3" aria-live="polite">
      <p className="break-words font-mono text-xs">{recognised.text}</p>
      {attempts.map((attempt) => (
        <AttemptNote key={attempt.manager.id} attempt={attempt} />
      ))}
      {isChecking && nextManager && (
        <p className="flex items-center gap-2 text-ink-2">
          <LoaderCircle aria-hidden className="size-4 animate-spin text-ink-3" />
          {words.checking(nextManager.name)}
        </p>
      )}
      {isTyped && (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" icon={<Search />} onClick={onAsk}>
            {words.ask}
          </Button>
          <span className="text-ink-3 pointer-coarse:hidden">{words.askByKey}</span>
        </div>
      )}
      {!isChecking && !nextManager && attempts.length === 0 && recognised.kind === 'reference' && (
        <Notice tone="warn">{words.none}</Notice>
      )}
      {isAway && <p className="text-ink-2">{words.away}</p>}
      <OfferList offers={offers} onUse={onUse} />
      {!isChecking && attempts.length > 0 && !foundIn(attempts) && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon={<RotateCw />} onClick={onRetry}>
            {pickerWords.retry}
          </Button>
          {search}
        </div>
      )}
    </div>
  );
}

/** The title of the item that a reference names, to search for; nothing when it is an id. */
function itemTitleIn(reference: string): string | undefined {
  const hasItems = grammarIn(reference)?.levels.includes('item') ?? false;
  const title = hasItems ? reference.split('/')[3]?.trim() : undefined;
  return title && !isIdIn(reference, title) ? title : undefined;
}

/** The attempt that found the reference. */
export function foundIn(attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.find(({ outcome }) => outcome.ok && outcome.value.ok);
}

/** The first secret manager that could not be asked: the reference may be right, and be there. */
export function awayIn(attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.find(({ outcome }) => {
    const answer = answerOf(outcome, titleOfCode);
    return answer.kind === 'trouble' && answer.isPassing;
  });
}

function AttemptNote({ attempt: { manager, outcome } }: { attempt: Attempt }) {
  if (!outcome.ok || !outcome.value.ok) {
    return (
      <div>
        <p className="text-ink-3 text-xs">{manager.name}</p>
        <AnswerLine outcome={outcome} />
      </div>
    );
  }
  return (
    <FoundNote manager={manager} reference={outcome.value.reference?.ids} titles={outcome.value.titles} />
  );
}
