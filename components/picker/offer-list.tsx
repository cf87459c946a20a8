'use client';

import { LoaderCircle } from 'lucide-react';
import { ProblemNote } from '@/components/ui/notice';
import { titlesText } from '@/lib/kernel/titles-text';
import type { Binding } from './binding';
import { FoundNote } from './found-note';
import { type FoundOffers, onlyOffer } from './use-offers';
import { pickerWords } from './words';

const words = pickerWords.offers;

/** Secrets that a pasted text may mean: each is bound by one click. */
export function OfferList({ offers, onUse }: { offers: FoundOffers; onUse: (binding: Binding) => void }) {
  const { groups, problem, isLooking } = offers;
  const only = onlyOffer(offers);
  if (isLooking) {
    return (
      <p className="flex items-center gap-2 text-ink-2">
        <LoaderCircle aria-hidden className="size-4 animate-spin text-ink-3" />
        {words.looking}
      </p>
    );
  }
  if (only)
    return (
      <FoundNote manager={{ name: only.secretManagerName }} reference={only.reference} titles={only.titles} />
    );
  return (
    <>
      <OfferChoices groups={groups} onUse={onUse} />
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

/** The same as buttons alone. */
export function OfferChoices({
  groups,
  onUse,
}: Pick<FoundOffers, 'groups'> & { onUse: (binding: Binding) => void }) {
  const all = groups.flatMap(({ bindings }) => bindings);
  if (all.length === 0) return null;
  const isSame = groups.some(({ kind }) => kind === 'same') && all.length > 1;
  return (
    <section className="grid gap-1.5">
      <h3 className="font-medium">{isSame ? words.several : words.didYouMean}</h3>
      <ul className="grid gap-1.5">
        {all.map((binding) => (
          <li key={`${binding.secretManagerId} ${binding.reference}`}>
            <OfferButton binding={binding} onUse={() => onUse(binding)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whether everything was looked through and there is nothing to show. */
export function isNothing({ groups, problem, isDone }: FoundOffers): boolean {
  return isDone && groups.length === 0 && problem === undefined;
}

function OfferButton({ binding, onUse }: { binding: Binding; onUse: () => void }) {
  const { titles, secretManagerName, shownReference } = binding;
  return (
    <button
      type="button"
      onClick={onUse}
      className="grid w-full gap-0.5 rounded border border-line-strong bg-surface px-3 py-2 text-left transition-colors hover:border-ink-3 hover:bg-hover"
    >
      <span className="break-words">{titles ? titlesText(titles) : shownReference}</span>
      <span className="text-ink-3 text-xs">{secretManagerName}</span>
    </button>
  );
}
