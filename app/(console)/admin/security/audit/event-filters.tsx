'use client';

import { Bot, Download, Filter, KeyRound, UserRound } from 'lucide-react';
import { useId, useState } from 'react';
import { callerText } from '@/components/caller-text';
import { problemIn } from '@/components/query/api-get';
import { saveFile } from '@/components/query/save-file';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
import { Input } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { AuditEventView } from '@/lib/audit/schema';
import { auditVerbs, subjectKinds } from '@/lib/kernel/audit-verbs';
import { exportEvents } from './export-events';
import type { addressNames, EventFilter } from './filter';
import { words } from './words';

const everything = 'all';

export interface EventFiltersProps {
  address: Partial<Record<(typeof addressNames)[number], string>>;
  write: (change: EventFiltersProps['address']) => void;
  filter: EventFilter;
  /** What is shown of the one thing and the one person or key that the list is narrowed to. */
  events: readonly AuditEventView[];
}

/** What the events are narrowed to, and a way to save those. */
export function EventFilters({ address, write, filter, events }: EventFiltersProps) {
  const subject = events.find(({ subject: { id } }) => id === filter.subjectId)?.subject;
  const actor = events.find(({ actor: { id } }) => id === filter.actorId)?.actor;
  return (
    <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <SearchInput
        className="col-span-2 max-w-none sm:max-w-80 sm:grow sm:basis-48"
        label={words.searchLabel}
        value={address.search ?? ''}
        onValueChange={(search) => write({ search })}
      />
      <OneOf
        label={words.verbLabel}
        className="w-full sm:w-60"
        all={words.allVerbs}
        value={filter.verb}
        options={auditVerbs.map((verb) => ({ value: verb, label: words.verbs[verb] }))}
        onChange={(verb) => write({ verb })}
      />
      <OneOf
        label={words.kindLabel}
        className="w-full sm:w-44"
        all={words.allKinds}
        value={filter.subjectKind}
        options={subjectKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        onChange={(kind) => write({ kind })}
      />
      <span className="contents items-center gap-2 sm:flex">
        <Day label={words.from} value={address.from} onChange={(from) => write({ from })} />
        <Day label={words.to} value={address.to} onChange={(to) => write({ to })} />
      </span>
      {filter.subjectId && (
        <Chip
          icon={<Filter />}
          isSelected
          removeLabel={words.clearSubject}
          onRemove={() => write({ subjectId: '' })}
        >
          {subject?.label ?? words.subjectChip}
        </Chip>
      )}
      {filter.actorId && (
        <Chip
          icon={<ActorIcon kind={actor?.kind ?? 'user'} />}
          isSelected
          removeLabel={words.clearActor}
          onRemove={() => write({ actorId: '' })}
        >
          {actor ? callerText(actor.label) : words.actorChip}
        </Chip>
      )}
      <Export filter={filter} />
    </div>
  );
}

/** Of whom an event tells: a person, an API key, Latchkey itself. */
export function ActorIcon({ kind }: { kind: string }) {
  const Icon = kind === 'api-key' ? KeyRound : kind === 'system' ? Bot : UserRound;
  return <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />;
}

interface OneOfProps {
  label: string;
  className: string;
  all: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  /** An empty text stands for all of them. */
  onChange: (value: string) => void;
}

/** One of these, or all of them. */
function OneOf({ label, className, all, value, options, onChange }: OneOfProps) {
  return (
    <Select
      aria-label={label}
      className={className}
      value={value ?? everything}
      onValueChange={(chosen) => onChange(chosen === everything ? '' : chosen)}
      options={[{ value: everything, label: all }, ...options]}
    />
  );
}

function Day({
  label,
  value = '',
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (day: string) => void;
}) {
  const id = useId();
  return (
    <span className="grid gap-1 text-sm sm:flex sm:items-center sm:gap-1.5">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        className="w-full sm:w-36"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}

function Export({ filter }: { filter: EventFilter }) {
  const [isBusy, setBusy] = useState(false);
  const save = async (ending: 'csv' | 'jsonl') => {
    setBusy(true);
    try {
      saveFile({ name: 'audit', ending, text: await exportEvents(filter, ending) });
    } catch (error) {
      const { title, detail } = problemIn(error);
      toast.problem(title, { description: detail });
    }
    setBusy(false);
  };
  return (
    <Menu
      trigger={
        <Button size="sm" variant="quiet" icon={<Download />} isBusy={isBusy} className="col-span-2 ml-auto">
          {words.export}
        </Button>
      }
    >
      <MenuItem onSelect={() => save('csv')}>{words.asCsv}</MenuItem>
      <MenuItem onSelect={() => save('jsonl')}>{words.asLines}</MenuItem>
    </Menu>
  );
}
