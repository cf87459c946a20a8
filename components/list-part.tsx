import { type ReactNode, useId, useState } from 'react';
import { LoadMore } from '@/components/ui/load-more';

const mostAtOnce = 50;

export interface ListPartProps<Item> {
  title: string;
  text?: string;
  items: readonly Item[];
  /** How many there are, in words. */
  count: (items: number) => string;
  children: (shown: readonly Item[]) => ReactNode;
}

/** A part of a page with how many it has; the first of them, and more on demand. Without any it is not there. */
export function ListPart<Item>({ title, text, items, count, children }: ListPartProps<Item>) {
  const [most, setMost] = useState(mostAtOnce);
  const id = useId();
  if (items.length === 0) return null;
  const shown = items.slice(0, most);
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id={id} className="font-semibold text-base">
          {title} <span className="tabular font-normal text-ink-3">{count(items.length)}</span>
        </h2>
        {text && <p className="text-ink-3">{text}</p>}
      </div>
      {children(shown)}
      <LoadMore
        shown={shown.length}
        total={items.length}
        hasMore={shown.length < items.length}
        isBusy={false}
        onLoadMore={() => setMost(most + mostAtOnce)}
      />
    </section>
  );
}
