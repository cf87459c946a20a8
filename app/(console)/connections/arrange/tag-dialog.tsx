'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Dialog } from '@/components/ui/dialog';
import { KeptNote } from '@/components/ui/kept-note';
import { ProblemNote } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import { uiWords } from '@/components/words/ui';
import type { ConnectionView } from '@/lib/connections/schema';
import { tag as tagAction } from './actions';
import { inChunks, joinChanged } from './in-chunks';
import { bulkForm } from './selection';
import { TagInput } from './tag-input';
import { arrangeWords } from './words';

const words = arrangeWords.bulk;

/** Tags of many: what is added to all of them, and what is taken from all. */
export function TagDialog({
  connections,
  onClose,
}: {
  connections: readonly ConnectionView[];
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const change = useOutcome(tagAction);
  const before = [...new Set(connections.flatMap(({ tags }) => tags))].sort();
  const [tags, setTags] = useKeptState<readonly string[]>('tags of many', before);
  const add = tags.filter((tag) => !before.includes(tag));
  const remove = before.filter((tag) => !tags.includes(tag));
  const isSame = add.length === 0 && remove.length === 0;
  const save = async () => {
    const outcome = await inChunks(
      connections.map(({ key }) => key),
      (keys) => change.run({ keys, add, remove }),
      joinChanged,
    );
    if (!outcome.ok) return;
    toast.done(words.tagDone(outcome.value.changed.length));
    onClose();
    await Promise.all(
      ['/api/v1/tags', '/api/v1/connections'].map((path) => queries.invalidateQueries({ queryKey: [path] })),
    );
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={words.tagTitle(connections.length)}
      description={words.tagText}
      footer={
        <>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button
            variant="primary"
            isBusy={change.isBusy}
            blockedBecause={isSame ? words.nothing : undefined}
            onClick={save}
          >
            {words.tagSave}
          </Button>
        </>
      }
    >
      <KeptNote form={bulkForm} />
      <div className="grid gap-3 pt-1">
        <TagInput chosen={tags} onChoose={(tag) => setTags([...tags, tag])} />
        <ul aria-label={arrangeWords.tags.label} className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag}>
              <Chip
                icon={<Tag aria-hidden />}
                isSelected={add.includes(tag)}
                removeLabel={arrangeWords.tags.remove(tag)}
                onRemove={() => setTags(tags.filter((each) => each !== tag))}
              >
                {tag}
              </Chip>
            </li>
          ))}
        </ul>
        {change.problem && <ProblemNote problem={change.problem} />}
      </div>
    </Dialog>
  );
}
