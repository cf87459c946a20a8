'use client';

import { Pencil } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useKeptState } from '@/components/ui/use-kept-state';
import type { ManagerView } from '@/lib/managers/schema';
import { PolicySheet } from './policy-sheet';
import { words } from './words';

/** Opens the cache policy. */
export function EditPolicy(about: { manager: ManagerView; managers: readonly ManagerView[] }) {
  const [isOpen, setOpen] = useKeptState('policy open', false);
  return (
    <>
      <EditButton label={words.policy.title} onClick={() => setOpen(true)} />
      {isOpen && <PolicySheet {...about} onClose={() => setOpen(false)} />}
    </>
  );
}

function EditButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={<Pencil />}
      aria-label={`${words.edit}: ${label}`}
      onClick={onClick}
    >
      {words.edit}
    </Button>
  );
}
