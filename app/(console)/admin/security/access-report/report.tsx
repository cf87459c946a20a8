'use client';

import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { NothingFits } from '@/components/nothing-fits';
import { ListSearch } from '@/components/query/list-search';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import type { ReportItem } from '@/lib/access-report/schema';
import { FieldTable } from './field-table';
import { ItemList } from './item-list';
import { partsOf } from './parts';
import { words } from './words';

const searchFrom = 8;

/** The refused fields as a table, then what else is refused, then what works and should be looked at. */
export function Report({ items }: { items: readonly ReportItem[] }) {
  const [search, setSearch] = useState('');
  if (items.length === 0) {
    return (
      <EmptyState icon={ShieldCheck} title={words.empty.title}>
        {words.empty.text}
      </EmptyState>
    );
  }
  const { fields, others, reviews } = partsOf(items, search);
  const isNothing = fields.length + others.length + reviews.length === 0;
  return (
    <div className="grid gap-6">
      {items.length >= searchFrom && (
        <ListSearch settled={search} onSettle={setSearch} label={words.search} />
      )}
      {isNothing && <NothingFits words={words.nothing} onShowAll={() => setSearch('')} />}
      <Part title={words.parts.fields} text={words.parts.fieldsText} items={fields}>
        {(shown) => <FieldTable items={shown} />}
      </Part>
      <Part title={words.parts.others} items={others}>
        {(shown) => <ItemList label={words.parts.others} items={shown} />}
      </Part>
      <Part title={words.parts.reviews} text={words.parts.reviewsText} items={reviews}>
        {(shown) => <ItemList label={words.parts.reviews} items={shown} />}
      </Part>
    </div>
  );
}

const mostAtOnce = 50;

interface PartProps<Item> {
  title: string;
  text?: string;
  items: readonly Item[];
  children: (shown: readonly Item[]) => ReactNode;
}

/** A part of the report with how many it has; the first of them, and more on demand. Without any it is not there. */
function Part<Item>({ title, text, items, children }: PartProps<Item>) {
  const [most, setMost] = useState(mostAtOnce);
  const id = useId();
  if (items.length === 0) return null;
  const shown = items.slice(0, most);
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id={id} className="font-semibold text-base">
          {title} <span className="tabular font-normal text-ink-3">{words.count(items.length)}</span>
        </h2>
        {text && <p className="text-ink-3">{text}</p>}
      </div>
      {children(shown)}
      <LoadMore
        shown={shown.length}
        hasMore={shown.length < items.length}
        isBusy={false}
        onLoadMore={() => setMost(most + mostAtOnce)}
      />
    </section>
  );
}
