'use client';

import { useAttention } from '@/components/query/use-attention';
import { cn } from '@/components/ui/cn';
import { useInBrowser } from '@/components/ui/use-in-browser';
import { numberText } from '@/components/words/numbers';
import { shellWords } from '@/components/words/shell';

const most = 99;

/** How much needs a person, beside the way to it; nothing while there is none. `corner`: on an icon. */
export function AttentionCount({ look }: { look: 'line' | 'corner' }) {
  const { value } = useAttention();
  const isInBrowser = useInBrowser();
  const count = (isInBrowser && value?.counts.all) || 0;
  if (count === 0) return null;
  const isCritical = (value?.counts.critical ?? 0) > 0;
  return (
    <span
      className={cn(
        'tabular inline-flex h-4 min-w-4 items-center justify-center rounded-full border px-1 font-medium text-[10px]',
        isCritical ? 'border-bad-line bg-bad-soft text-bad-ink' : 'border-line-strong bg-surface text-ink-2',
        look === 'corner' && 'absolute -top-1 left-1',
      )}
    >
      <span aria-hidden>{count > most ? `${numberText(most)}+` : numberText(count)}</span>
      <span className="sr-only">{shellWords.attentionCount(count)}</span>
    </span>
  );
}
