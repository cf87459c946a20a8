'use client';

import { Lock } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { hasShapeOf } from '@/components/ui/kept-values';
import { Td, Th } from '@/components/ui/table';
import { Tip } from '@/components/ui/tooltip';
import { useKept } from '@/components/ui/use-kept-state';
import type { ConnectionView } from '@/lib/connections/schema';
import { arrangeWords } from './words';

/** Connections that something shall be done with, by id. */
export interface Selection {
  selected: ReadonlyMap<string, ConnectionView>;
  onChange: (selected: ReadonlyMap<string, ConnectionView>) => void;
}

const words = arrangeWords.bulk;

/** What the dialogs for many are called where their values are kept. */
export const bulkForm = 'many connections';

// A browser's storage has room for some megabytes.
const mostKept = 500;

/** What this page uses of a connection: what was kept by another version of it must have as much. */
const used: Partial<ConnectionView> = {
  id: '',
  key: '',
  name: '',
  tags: [],
  fields: {},
  disabledAt: null,
  lastReadAt: null,
  mayChange: true,
};

function isConnection(kept: unknown): kept is ConnectionView {
  return hasShapeOf(used, kept);
}

/** What is selected. It survives the reload for a new version. */
export function useSelected() {
  const [selected, setSelected] = useState<Selected>(new Map());
  useKept('selected connections', {
    keep: () => ({ value: selected.size <= mostKept ? [...selected.values()] : [] }),
    restore: (kept) => {
      if (Array.isArray(kept) && kept.every(isConnection))
        setSelected(new Map(kept.map((each) => [each.id, each])));
    },
  });
  return [selected, setSelected] as const;
}

/** Selects all that are shown and may be changed, or none. */
export function SelectAll({
  connections: shown,
  selection: { selected, onChange },
}: {
  connections: readonly ConnectionView[];
  selection: Selection;
}) {
  const connections = shown.filter(({ mayChange }) => mayChange);
  const count = connections.filter(({ id }) => selected.has(id)).length;
  const isAll = count > 0 && count === connections.length;
  if (connections.length === 0) {
    return (
      <Th className="w-9 pr-0" isHidden>
        {words.column}
      </Th>
    );
  }
  return (
    <Th className="w-9 pr-0">
      <Checkbox
        label={words.selectAll}
        isLabelHidden
        isChecked={isAll || (count > 0 && 'indeterminate')}
        onCheckedChange={() =>
          onChange(isAll ? without(selected, connections) : withAll(selected, connections))
        }
      />
    </Th>
  );
}

type Selected = Selection['selected'];

// What was selected under another filter stays.
function withAll(selected: Selected, connections: readonly ConnectionView[]): Selected {
  return new Map([...selected, ...connections.map((each) => [each.id, each] as const)]);
}

function without(selected: Selected, connections: readonly ConnectionView[]): Selected {
  const ids = new Set(connections.map(({ id }) => id));
  return new Map([...selected].filter(([id]) => !ids.has(id)));
}

/** Selects one. Of those that the reader may not change it tells why there is nothing to select. */
export function SelectOne({
  connection,
  selection: { selected, onChange },
}: {
  connection: ConnectionView;
  selection: Selection;
}) {
  const change = (isChecked: boolean) => {
    const next = new Map(selected);
    if (isChecked) next.set(connection.id, connection);
    else next.delete(connection.id);
    onChange(next);
  };
  return (
    <Td narrow="title" className="relative z-10 max-md:flex-none md:w-9 md:pr-0">
      {connection.mayChange ? (
        <Checkbox
          label={words.select(connection.name)}
          isLabelHidden
          isChecked={selected.has(connection.id)}
          onCheckedChange={change}
        />
      ) : (
        <Tip text={words.notYours}>
          <button
            type="button"
            aria-disabled
            aria-label={words.notYours}
            className="flex size-4 cursor-default items-center justify-center rounded-xs text-ink-3"
          >
            <Lock aria-hidden className="size-3.5" />
          </button>
        </Tip>
      )}
    </Td>
  );
}
