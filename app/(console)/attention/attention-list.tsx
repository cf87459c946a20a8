'use client';

import { CircleCheck } from 'lucide-react';
import { ListPart } from '@/components/list-part';
import { useAttention } from '@/components/query/use-attention';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemNote } from '@/components/ui/notice';
import { useInBrowser } from '@/components/ui/use-in-browser';
import { severities } from '@/lib/attention/names';
import type { AttentionView } from '@/lib/attention/schema';
import { AttentionRow } from './attention-row';
import { words } from './words';

/** What needs a person, in parts by urgency, kept current. */
export function AttentionList({ first }: { first: AttentionView }) {
  const { value, problem } = useAttention(first);
  // What the number in the menu has fetched may be newer than what the server drew.
  const isInBrowser = useInBrowser();
  const { items, counts } = (isInBrowser && value) || first;
  return (
    <>
      {problem && <ProblemNote problem={problem} className="mb-3" />}
      {items.length === 0 && (
        <EmptyState icon={CircleCheck} title={words.empty.title}>
          {words.empty.text}
        </EmptyState>
      )}
      <div className="grid gap-6">
        {severities.map((severity) => (
          <ListPart
            key={severity}
            title={words.severities[severity].title}
            text={words.severities[severity].text}
            items={items.filter((item) => item.severity === severity)}
            count={() => words.count(counts[severity])}
          >
            {(shown) => (
              <ul
                aria-label={words.severities[severity].title}
                className="divide-y divide-line rounded border bg-surface"
              >
                {shown.map((item) => (
                  <AttentionRow key={item.id} item={item} />
                ))}
              </ul>
            )}
          </ListPart>
        ))}
      </div>
    </>
  );
}
