'use client';

import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { PickerProvider } from '@/components/picker/picker-provider';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { useKept } from '@/components/ui/use-kept-state';
import type { Role } from '@/lib/kernel/role';
import type { Choices } from '../../choices';
import { pickerActions } from '../../picker-actions';
import { connectionWords } from '../../words';
import { NewConnection } from '../[app]/new-connection';
import type { Imported } from './import-draft';
import { ImportSource } from './import-source';
import { keptOfImport, readKeptImport } from './kept-import';
import { importWords as words } from './words';

/** First the text or the item, then the ordinary form. The way back finds the text as it was. */
export function ImportPage({ role, ...choices }: Choices & { role: Role }) {
  const [text, setText] = useState('');
  const [imported, setImported] = useState<Imported>();
  useKept('imported', {
    keep: () => (imported ? keptOfImport(imported) : { value: null }),
    restore: async (kept) => setImported(await readKeptImport(kept)),
  });
  if (imported) {
    const back = (
      <Button icon={<ArrowLeft />} onClick={() => setImported(undefined)}>
        {words.back}
      </Button>
    );
    return (
      <NewConnection app={imported.app} role={role} {...choices} imported={{ draft: imported.draft, back }} />
    );
  }
  return (
    <PickerProvider managers={choices.managers} actions={pickerActions} role={role}>
      <PageHeader
        trail={[{ label: connectionWords.title, href: '/connections' }]}
        title={words.title}
        description={words.description}
      />
      <ImportSource {...choices} text={text} onType={setText} onImported={setImported} />
    </PickerProvider>
  );
}
