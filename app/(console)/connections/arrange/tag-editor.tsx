'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Plus, Tag } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Link } from '@/components/ui/link';
import { Popover } from '@/components/ui/popover';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import { mostTags } from '@/lib/connections/names';
import type { ConnectionView } from '@/lib/connections/schema';
import { tag as tagAction } from './actions';
import { TagInput } from './tag-input';
import { arrangeWords } from './words';

const words = arrangeWords.tags;

/** The tags of one connection: changed at once, beside whatever is unsaved in its form. */
export function TagEditor({ view, mayWrite }: { view: ConnectionView; mayWrite: boolean }) {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const change = useOutcome(tagAction);
  const run = async (what: { add?: string[]; remove?: string[] }) => {
    const outcome = await change.run({ keys: [view.key], ...what });
    if (!outcome.ok) toast.problem(outcome.problem.title, { description: outcome.problem.detail });
    await Promise.all(
      ['/api/v1/tags', '/api/v1/connections'].map((path) => queries.invalidateQueries({ queryKey: [path] })),
    );
  };
  if (view.tags.length === 0 && !mayWrite) return null;
  return (
    <ul aria-label={words.label} className="flex flex-wrap items-center gap-1.5">
      {view.tags.map((tag) => (
        <li key={tag} className="flex min-w-0">
          <Chip
            icon={<Tag aria-hidden />}
            {...(mayWrite ? { removeLabel: words.remove(tag), onRemove: () => run({ remove: [tag] }) } : {})}
          >
            <Link
              href={`/connections?tag=${encodeURIComponent(tag)}`}
              title={words.filter(tag)}
              className="hover:underline"
            >
              {tag}
            </Link>
          </Chip>
        </li>
      ))}
      {mayWrite && view.tags.length < mostTags && (
        <li>
          <Popover
            label={words.add}
            isOpen={isOpen}
            onOpenChange={setOpen}
            trigger={
              <Button
                size="sm"
                variant="quiet"
                icon={<Plus />}
                isBusy={change.isBusy}
                aria-label={words.add}
                className={view.tags.length === 0 ? '-ml-2' : undefined}
              >
                {words.addShort}
              </Button>
            }
          >
            <TagInput chosen={view.tags} onChoose={(tag) => void run({ add: [tag] })} />
          </Popover>
        </li>
      )}
    </ul>
  );
}
