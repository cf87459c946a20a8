'use client';

import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { ListPart } from '@/components/list-part';
import { NoResults } from '@/components/no-results';
import { ListSearch } from '@/components/query/list-search';
import { EmptyState } from '@/components/ui/empty-state';
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
      {isNothing && <NoResults words={words.nothing} onShowAll={() => setSearch('')} />}
      <ListPart count={words.count} title={words.parts.fields} text={words.parts.fieldsText} items={fields}>
        {(shown) => <FieldTable items={shown} />}
      </ListPart>
      <ListPart count={words.count} title={words.parts.others} items={others}>
        {(shown) => <ItemList label={words.parts.others} items={shown} />}
      </ListPart>
      <ListPart
        count={words.count}
        title={words.parts.reviews}
        text={words.parts.reviewsText}
        items={reviews}
      >
        {(shown) => <ItemList label={words.parts.reviews} items={shown} />}
      </ListPart>
    </div>
  );
}
