'use client';

import { useQueryClient } from '@tanstack/react-query';
import { CirclePause, CirclePlay, CopyPlus, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { failedAction } from '@/components/query/failed-action';
import { Confirm } from '@/components/ui/confirm';
import { Menu, MenuItem, MenuLine } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { useNavigate } from '@/components/ui/navigate-provider';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import type { ConnectionView } from '@/lib/connections/schema';
import { remove } from '../actions';
import { DuplicateDialog } from '../arrange/duplicate-dialog';
import { useToggle } from '../arrange/use-toggle';
import { arrangeWords } from '../arrange/words';
import { usageWords } from '../usage-words';
import { connectionWords } from '../words';
import { ReadToday } from './read-today';

const words = connectionWords.remove;

/** What is done seldom: a copy, switching off and on, and removing, after saying what that breaks. */
export function MoreMenu({ view }: { view: ConnectionView }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [isDisabling, setDisabling] = useState(false);
  const [isDuplicating, setDuplicating] = useKeptState('duplicate open', false);
  const toggle = useToggle();
  const fields = Object.values(view.fields);
  const typed = fields.filter((field) => !('reference' in field)).length;
  const confirm = async () => {
    const outcome = await remove({ key: view.key }).catch(failedAction);
    if (!outcome.ok) return outcome.problem;
    toast.done(words.done(view.name));
    await queries.invalidateQueries({ queryKey: ['/api/v1/connections'] });
    navigate.replace('/connections');
    return undefined;
  };
  return (
    <>
      <Menu trigger={<IconButton variant="outlined" label={connectionWords.view.more} icon={<Ellipsis />} />}>
        <MenuItem icon={<CopyPlus />} onSelect={() => setDuplicating(true)}>
          {arrangeWords.duplicate.action}
        </MenuItem>
        <MenuItem
          icon={view.disabledAt ? <CirclePlay /> : <CirclePause />}
          onSelect={() => (view.disabledAt ? toggle.run('enable', [view]) : setDisabling(true))}
        >
          {view.disabledAt ? arrangeWords.toggle.enable : arrangeWords.toggle.disable}
        </MenuItem>
        <MenuLine />
        <MenuItem tone="danger" icon={<Trash2 />} onSelect={() => setAsking(true)}>
          {connectionWords.view.remove}
        </MenuItem>
      </Menu>
      {isDuplicating && <DuplicateDialog view={view} onClose={() => setDuplicating(false)} />}
      <Confirm
        isOpen={isDisabling}
        onOpenChange={setDisabling}
        title={usageWords.disable(view.name)}
        confirmLabel={arrangeWords.toggle.disable}
        onConfirm={async () => {
          await toggle.run('disable', [view]);
          return undefined;
        }}
      >
        <ReadToday connection={view.key} />
        <p>{arrangeWords.disabled.text}</p>
      </Confirm>
      <Confirm
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={words.title(view.name)}
        confirmLabel={words.confirm}
        typedName={view.key}
        onConfirm={confirm}
      >
        <ReadToday connection={view.key} />
        <p>{words.workloads(view.key)}</p>
        {typed > 0 && <p>{words.typed(typed)}</p>}
        {typed < fields.length && <p>{words.bound}</p>}
      </Confirm>
    </>
  );
}
