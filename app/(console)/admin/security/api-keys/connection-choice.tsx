'use client';

import { Search } from 'lucide-react';
import { useState } from 'react';
import { useList } from '@/components/query/use-list';
import { useRested } from '@/components/query/use-rested';
import { Checkbox } from '@/components/ui/checkbox';
import { Chip } from '@/components/ui/chip';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ProblemNote } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { uiWords } from '@/components/words/ui';
import type { ConnectionView } from '@/lib/connections/schema';
import type { KeyDraft } from './key-draft';
import { words as allWords } from './words';

const words = allWords.form;
const atOnce = 100;

type Part = Pick<KeyDraft, 'connections'> | Pick<KeyDraft, 'chosen'>;

export interface ConnectionChoiceProps {
  draft: Pick<KeyDraft, 'connections' | 'chosen' | 'scope' | 'projectIds'>;
  onChange: (part: Part) => void;
  error: string | undefined;
}

/** All connections of the key's projects, or chosen ones. */
export function ConnectionChoice({ draft, onChange, error }: ConnectionChoiceProps) {
  return (
    <div className="grid gap-2">
      <Field kind="group" label={words.connections} error={error}>
        <RadioGroup
          value={draft.connections}
          onValueChange={(connections) => onChange({ connections })}
          options={(['all', 'chosen'] as const).map((value) => ({
            value,
            ...words.connectionChoices[value],
          }))}
        />
      </Field>
      {draft.connections === 'chosen' && <Choose draft={draft} onChange={onChange} />}
    </div>
  );
}

function Choose({ draft, onChange }: Omit<ConnectionChoiceProps, 'error'>) {
  const [search, setSearch] = useState('');
  const wanted = useRested(search).trim();
  const list = useList<ConnectionView>({
    path: '/api/v1/connections',
    query: { limit: atOnce, ...(wanted ? { search: wanted } : {}) },
  });
  const { chosen } = draft;
  const shown = list.items.filter((connection) => isReached(connection, draft));
  const without = (key: string) => chosen.filter((each) => each.key !== key);
  const toggle = ({ key, name }: ConnectionView, isWanted: boolean) =>
    onChange({ chosen: isWanted ? [...chosen, { key, name }] : without(key) });
  return (
    <div className="grid gap-2 rounded border bg-surface p-2.5">
      {chosen.length > 0 && (
        <span className="flex flex-wrap gap-1.5">
          {chosen.map(({ key, name }) => (
            <Chip
              key={key}
              removeLabel={words.takeAway(name)}
              onRemove={() => onChange({ chosen: without(key) })}
            >
              {name}
            </Chip>
          ))}
        </span>
      )}
      <Input
        aria-label={words.searchConnections}
        placeholder={words.searchConnections}
        before={<Search />}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        // The form around it is not sent.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {list.problem && list.items.length === 0 && <ProblemNote problem={list.problem} />}
      {list.isLoading && <p className="text-ink-3">{uiWords.loading}</p>}
      {!list.isLoading && !list.problem && shown.length === 0 && (
        <p className="text-ink-3">{wanted ? words.noConnections : words.noConnectionYet}</p>
      )}
      {shown.length > 0 && (
        <div className="grid max-h-48 gap-1.5 overflow-y-auto py-0.5">
          {shown.map((connection) => (
            <Checkbox
              key={connection.id}
              label={
                <>
                  {connection.name} <span className="font-mono text-ink-3 text-xs">{connection.key}</span>
                </>
              }
              isChecked={chosen.some(({ key }) => key === connection.key)}
              onCheckedChange={(isWanted) => toggle(connection, isWanted)}
            />
          ))}
        </div>
      )}
      {list.hasMore && <p className="text-ink-3 text-xs">{words.moreConnections}</p>}
    </div>
  );
}

/** Whether a key of this scope reaches a connection. */
function isReached(
  connection: Pick<ConnectionView, 'scope' | 'projectIds'>,
  key: Pick<KeyDraft, 'scope' | 'projectIds'>,
): boolean {
  if (key.scope === 'platform' || connection.scope === 'platform') return true;
  return connection.projectIds.some((id) => key.projectIds.includes(id));
}
