'use client';

import { Ellipsis, KeyRound, Pencil, Replace, RotateCw, ScrollText, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Menu, MenuItem, MenuLine } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { Link } from '@/components/ui/link';
import { ProblemNote } from '@/components/ui/notice';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { RepointSheet } from '../../../../connections/arrange/repoint-sheet';
import { arrangeWords } from '../../../../connections/arrange/words';
import { TestFound } from '../test-found';
import { recheckAction } from './actions';
import { EditSheet } from './edit-sheet';
import { Removal } from './removal';
import { TokenSheet } from './token-sheet';
import { words } from './words';

export interface ManagerActionsProps {
  manager: ManagerView;
  projects: readonly ProjectView[];
  users: readonly { key: string; name: string }[];
  /** `users` are the first of them. */
  hasMoreUsers: boolean;
  /** What its connections could be re-pointed to. */
  managers: readonly ManagerView[];
  mayTest: boolean;
  mayWrite: boolean;
}

/** Test again, or with a refused token its replacement, as the primary action; the rest in the menu. */
export function ManagerActions({
  manager,
  projects,
  users,
  hasMoreUsers,
  managers,
  mayTest,
  mayWrite,
}: ManagerActionsProps) {
  const [open, setOpen] = useKeptState<'none' | 'edit' | 'token' | 'remove' | 'test' | 'repoint'>(
    'manager sheet',
    'none',
  );
  const close = () => setOpen('none');
  const test = useOutcome(recheckAction);
  const runTest = async () => {
    await test.run(manager.id);
    setOpen('test');
  };
  const isRefused = manager.status === 'refused' && mayWrite;
  return (
    <>
      {mayWrite && (
        <Menu trigger={<IconButton variant="outlined" label={words.more} icon={<Ellipsis />} />}>
          <MenuItem icon={<Pencil />} onSelect={() => setOpen('edit')}>
            {words.edit}
          </MenuItem>
          <MenuItem icon={<KeyRound />} onSelect={() => setOpen('token')}>
            {words.replace}
          </MenuItem>
          {users.length > 0 && (
            <MenuItem icon={<Replace />} onSelect={() => setOpen('repoint')}>
              {arrangeWords.repoint.action}
            </MenuItem>
          )}
          {/* Open until the page is there: the entry says that it is on its way. */}
          <MenuItem asChild onSelect={(event) => event.preventDefault()}>
            <Link href={`/admin/security/audit?subjectId=${manager.id}`}>
              <ScrollText aria-hidden />
              {words.audit}
            </Link>
          </MenuItem>
          <MenuLine />
          <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setOpen('remove')}>
            {words.remove}
          </MenuItem>
        </Menu>
      )}
      {mayTest && (
        <Button
          variant={isRefused ? 'secondary' : 'primary'}
          icon={<RotateCw />}
          isBusy={test.isBusy}
          onClick={runTest}
        >
          {words.test}
        </Button>
      )}
      {isRefused && (
        <Button variant="primary" icon={<KeyRound />} onClick={() => setOpen('token')}>
          {words.replace}
        </Button>
      )}
      <Dialog isOpen={open === 'test'} onOpenChange={close} title={words.test}>
        {test.value && <TestFound provider={manager.provider} found={test.value} />}
        {test.problem && <ProblemNote problem={test.problem} />}
      </Dialog>
      {open === 'edit' && <EditSheet manager={manager} projects={projects} onClose={close} />}
      {open === 'token' && <TokenSheet manager={manager} onClose={close} />}
      {open === 'repoint' && (
        <RepointSheet
          keys={undefined}
          fromIdAtFirst={manager.id}
          managers={managers}
          onClose={close}
          onDone={close}
        />
      )}
      <Removal
        manager={manager}
        users={users}
        hasMoreUsers={hasMoreUsers}
        isOpen={open === 'remove'}
        onOpenChange={close}
      />
    </>
  );
}
