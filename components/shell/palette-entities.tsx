'use client';

import { useQuery } from '@tanstack/react-query';
import { Cable, Database, FolderTree, KeyRound, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProviderMark } from '@/components/provider-mark';
import { apiGet } from '@/components/query/api-get';
import { useRested } from '@/components/query/use-rested';
import { referenceText } from '@/components/reference-text';
import { shellWords } from '@/components/words/shell';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import type { EntryView } from '@/lib/cache/schema';
import type { ConnectionView } from '@/lib/connections/schema';
import type { Page } from '@/lib/kernel/page';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import type { UserView } from '@/lib/users/schema';
import { PaletteGroup, PaletteItem } from './palette-item';

// One letter is in nearly every reference.
const fewestLetters = 2;

export interface PaletteEntitiesProps {
  role: Role;
  search: string;
  onChosen: (href: string) => void;
}

/**
 * What has a name, in the palette: connections, secret managers, cached references, and, for those who see them, people, API
 * keys and projects. What cannot be read now is left out.
 */
export function PaletteEntities({ role, search, onChosen }: PaletteEntitiesProps) {
  const wanted = useRested(search.trim());
  const isWanted = wanted.length >= fewestLetters;
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
    enabled: isWanted,
    placeholderData: (before) => before,
  });
  const people = useQuery({
    queryKey: ['palette', 'people', wanted],
    queryFn: ({ signal }) => apiGet<Page<UserView>>('/api/v1/users', { search: wanted, limit: 5 }, signal),
    enabled: isWanted && roleMay(role, 'user:read'),
    placeholderData: (before) => before,
  });
  const keys = useQuery({
    queryKey: ['palette', 'api-keys', wanted],
    queryFn: ({ signal }) =>
      apiGet<Page<ApiKeyView>>('/api/v1/api-keys', { search: wanted, limit: 5 }, signal),
    enabled: isWanted && roleMay(role, 'api-key:read'),
    placeholderData: (before) => before,
  });
  const projects = useQuery({
    queryKey: ['palette', 'projects'],
    queryFn: ({ signal }) => apiGet<{ items: ProjectView[] }>('/api/v1/projects', {}, signal),
    enabled: isWanted && roleMay(role, 'user:read'),
  });
  const words = shellWords.palette;
  return (
    <>
      <Found heading={words.connections} found={connections.data}>
        {({ key, name }) => (
          <PaletteItem
            key={key}
            value={`${name} ${key}`}
            icon={<Cable />}
            hint={<span className="font-mono">{key}</span>}
            onSelect={() => onChosen(`/connections/${key}`)}
          >
            {name}
          </PaletteItem>
        )}
      </Found>
      <Found heading={words.managers} found={managers.data}>
        {({ id, name, provider }) => (
          <PaletteItem
            key={id}
            value={`${name} ${id}`}
            icon={<ProviderMark provider={provider} />}
            onSelect={() => onChosen(`/admin/security/secret-managers/${id}`)}
          >
            {name}
          </PaletteItem>
        )}
      </Found>
      <Found heading={words.references} found={isWanted && references.data}>
        {({ subject, shownReference, reference }) => (
          <PaletteItem
            key={subject}
            value={`${referenceText(shownReference)} ${shownReference} ${reference} ${subject}`}
            icon={<Database />}
            onSelect={() => onChosen(`/cache/${subject}`)}
          >
            {referenceText(shownReference)}
          </PaletteItem>
        )}
      </Found>
      <Found heading={shellWords.pages.users} found={isWanted && people.data}>
        {({ id, name, email }) => (
          <PaletteItem
            key={id}
            value={`${name} ${email} ${id}`}
            icon={<UserRound />}
            hint={email}
            onSelect={() => onChosen(`/admin/people/users?search=${encodeURIComponent(email)}`)}
          >
            {name}
          </PaletteItem>
        )}
      </Found>
      <Found heading={shellWords.pages.apiKeys} found={isWanted && keys.data}>
        {({ id, name, prefix }) => (
          <PaletteItem
            key={id}
            value={`${name} ${prefix} ${id}`}
            icon={<KeyRound />}
            hint={<span className="font-mono">{prefix}</span>}
            onSelect={() => onChosen(`/admin/security/api-keys?search=${encodeURIComponent(prefix)}`)}
          >
            {name}
          </PaletteItem>
        )}
      </Found>
      <Found heading={shellWords.pages.projects} found={isWanted && projects.data}>
        {({ id, name }) => (
          <PaletteItem
            key={id}
            value={`${name} ${id}`}
            icon={<FolderTree />}
            onSelect={() => onChosen('/admin/people/projects')}
          >
            {name}
          </PaletteItem>
        )}
      </Found>
    </>
  );
}

interface FoundProps<T> {
  heading: string;
  /** Nothing is shown while it is not there, or is empty. */
  found: { items: readonly T[] } | false | undefined;
  children: (item: T) => ReactNode;
}

/** The group of what was found of one kind. */
function Found<T>({ heading, found, children }: FoundProps<T>) {
  if (!found || found.items.length === 0) return null;
  return <PaletteGroup heading={heading}>{found.items.map(children)}</PaletteGroup>;
}
