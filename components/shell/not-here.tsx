import { SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { shellWords } from '@/components/words/shell';

/** What stands at an address where nothing is. */
export function NotHere() {
  const words = shellWords.notFound;
  return (
    <EmptyState
      icon={SearchX}
      title={
        <h1 tabIndex={-1} className="outline-none">
          {words.title}
        </h1>
      }
      action={<ButtonLink href="/">{words.home}</ButtonLink>}
    >
      {words.text}
    </EmptyState>
  );
}
