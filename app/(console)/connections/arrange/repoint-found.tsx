'use client';

import { useMemo, useState } from 'react';
import { LoadMore } from '@/components/ui/load-more';
import { Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import type { RepointField, RepointPreview } from '@/lib/connections/repoint-schema';
import { shownFieldName } from '@/lib/kernel/field-name';
import { titlesText } from '@/lib/kernel/titles-text';
import { arrangeWords } from './words';

const words = arrangeWords.repoint;

const tones: Record<RepointField['outcome'], Tone> = {
  fine: 'ok',
  not_found: 'bad',
  ambiguous: 'warn',
  not_served: 'bad',
  not_yours: 'warn',
  unreadable: 'warn',
};

const shownAtFirst = 100;

/** What a re-point would do, connection by connection and field by field, and what it costs. */
export function RepointFound({ seen }: { seen: RepointPreview }) {
  const [shown, setShown] = useState(shownAtFirst);
  // What stays as it is comes first: that is what somebody has to look at.
  const ordered = useMemo(
    () => [...seen.connections].sort((one, other) => Number(isAllFine(one)) - Number(isAllFine(other))),
    [seen],
  );
  if (seen.connections.length === 0) return <p className="text-ink-2">{words.unused}</p>;
  return (
    <section aria-label={words.list} className="grid gap-3">
      <div role="status" className="grid gap-0.5">
        <p className="font-medium">
          {seen.fine === 0 ? words.nothingFits : words.summary(seen.fine, seen.left)}
        </p>
        <p className="text-ink-3 text-xs">{words.requests(seen.requests.preview, seen.requests.apply)}</p>
        {!seen.isWhole && <p className="text-warn-ink text-xs">{words.notWhole}</p>}
      </div>
      <ul className="divide-y divide-line rounded border bg-surface">
        {ordered.slice(0, shown).map(({ key, name, fields }) => (
          <li key={key} className="px-3 py-2">
            <p className="flex items-baseline gap-2">
              <span className="min-w-0 truncate font-medium">{name}</span>
              <span className="min-w-0 truncate font-mono text-ink-3 text-xs">{key}</span>
            </p>
            <ul className="mt-1 grid gap-1.5">
              {fields.map((field) => (
                <li key={field.name} className="grid gap-x-3 sm:grid-cols-[120px_minmax(0,1fr)]">
                  <Status tone={tones[field.outcome]}>{words.outcomes[field.outcome]}</Status>
                  <span className="min-w-0 break-words text-ink-2">
                    <span className="text-ink">{shownFieldName(field.name)}</span> · {placeText(field)}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <LoadMore
        shown={Math.min(shown, ordered.length)}
        total={ordered.length}
        hasMore={shown < ordered.length}
        isBusy={false}
        onLoadMore={() => setShown(shown + shownAtFirst)}
      />
    </section>
  );
}

function isAllFine({ fields }: RepointPreview['connections'][number]): boolean {
  return fields.every(({ outcome }) => outcome === 'fine');
}

function placeText({ outcome, at, titles, from }: RepointField): string {
  switch (outcome) {
    case 'fine':
      return titles ? titlesText(titles) : from;
    case 'not_found':
      return `${from}: ${words.at[at ?? 'item']}`;
    case 'ambiguous':
      return `${from}: ${words.twice[at ?? 'item']}`;
    case 'not_served':
      return `${from}: ${words.notServed}`;
    case 'not_yours':
      return `${from}: ${words.notYours}`;
    case 'unreadable':
      return `${from}: ${words.unreadable}`;
  }
}
