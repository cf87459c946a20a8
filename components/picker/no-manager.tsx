'use client';

import { LockKeyhole } from 'lucide-react';
import { Button, ButtonLink } from '@/components/ui/button';
import { PaneNote } from './pane-states';
import { usePickerDeps } from './picker-provider';
import { pickerWords } from './words';

const words = pickerWords.noManager;

/** Before any secret manager is connected: what to do, by who may do it. */
export function NoManager({ onClose }: { onClose: () => void }) {
  const { mayConnect } = usePickerDeps();
  return (
    <PaneNote
      icon={LockKeyhole}
      title={words.title}
      text={mayConnect ? words.admin : words.others}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button onClick={onClose}>{pickerWords.close}</Button>
          {mayConnect && (
            <ButtonLink href="/admin/security/secret-managers" variant="primary">
              {words.connect}
            </ButtonLink>
          )}
        </div>
      }
    />
  );
}
