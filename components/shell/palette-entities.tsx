'use client';

import { useQuery } from '@tanstack/react-query';
import { Cable, Database } from 'lucide-react';
import { ProviderMark } from '@/components/provider-mark';
import { apiGet } from '@/components/query/api-get';
import { useRested } from '@/components/query/use-rested';
import { referenceText } from '@/components/reference-text';
import { shellWords } from '@/components/words/shell';
import type { EntryView } from '@/lib/cache/schema';
import type { ConnectionView } from '@/lib/connections/schema';
import type { Page } from '@/lib/kernel/page';
import type { ManagerView } from '@/lib/managers/schema';
import { PaletteGroup, PaletteItem } from './palette-item';

// One letter is in nearly every reference.
const fewestLetters = 2;

/** Connections, secret managers and cached references by name, in the palette. What cannot be read now is left out. */
export function PaletteEntities({ search, onChosen }: { search: string; onChosen: (href: string) => void }) {
  const wanted = useRested(search.trim());
  const connections = useQuery({
    queryKey: ['palette', 'connections', wanted],
    queryFn: ({ signal }) =>
      apiGet<Page<ConnectionView>>('/api/v1/connections', { search: wanted || undefined, limit: 8 }, signal),
    placeholderData: (before) => before,
  });
  const managers = useQuery({
    queryKey: ['palette', 'managers'],
    queryFn: ({ signal }) => apiGet<Page<ManagerView>>('/api/v1/secret-managers', { limit: 50 }, signal),
  });
  const references = useQuery({
    queryKey: ['palette', 'references', wanted],
    queryFn: ({ signal }) =>
      apiGet<Page<EntryView>>('/api/v1/cache', { search: wanted, sort: 'reference', limit: 5 }, signal),
    enabled: wanted.length >= fewestLetters,
    placeholderData: (before) => before,
  });
  const words = shellWords.palette;
  return (
    <>
      {connections.data && connections.data.items.length > 0 && (
        <PaletteGroup heading={words.connections}>
          {connections.data.items.map(({ key, name }) => (
            <PaletteItem
              key={key}
              value={`${name} ${key}`}
              icon={<Cable />}
              hint={<span className="font-mono">{key}</span>}
              onSelect={() => onChosen(`/connections/${key}`)}
            >
              {name}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
      {managers.data && managers.data.items.length > 0 && (
        <PaletteGroup heading={words.managers}>
          {managers.data.items.map(({ id, name, provider }) => (
            <PaletteItem
              key={id}
              value={`${name} ${id}`}
              icon={<ProviderMark provider={provider} />}
              onSelect={() => onChosen(`/admin/security/secret-managers/${id}`)}
            >
              {name}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
      {wanted.length >= fewestLetters && references.data && references.data.items.length > 0 && (
        <PaletteGroup heading={words.references}>
          {references.data.items.map(({ subject, shownReference, reference }) => (
            <PaletteItem
              key={subject}
              value={`${referenceText(shownReference)} ${shownReference} ${reference} ${subject}`}
              icon={<Database />}
              onSelect={() => onChosen(`/cache/${subject}`)}
            >
              {referenceText(shownReference)}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
    </>
  );
}
