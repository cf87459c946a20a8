'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';
import { uiWords } from '@/components/words/ui';
import type { ProjectView } from '@/lib/projects/schema';
import { words } from './words';

const searchFrom = 8;

export interface AddProjectProps {
  projects: readonly ProjectView[];
  onAdd: (project: ProjectView) => void;
  variant: 'primary' | 'secondary';
}

/** A button that offers the projects that are not there yet. */
export function AddProject({ projects, onAdd, variant }: AddProjectProps) {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = projects.filter(({ name }) => name.toLowerCase().includes(wanted));
  const choose = (project: ProjectView) => {
    setOpen(false);
    setSearch('');
    onAdd(project);
  };
  return (
    <Popover
      label={words.addFirst}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant={variant} icon={<Plus />}>
          {words.add}
        </Button>
      }
      className="p-1"
    >
      {projects.length > searchFrom && (
        <div className="p-1">
          <Input
            aria-label={uiWords.search}
            placeholder={uiWords.search}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              const [first] = shown;
              if (first) choose(first);
            }}
          />
        </div>
      )}
      <ul className="max-h-64 overflow-y-auto">
        {shown.map((project) => (
          <li key={project.id}>
            <button
              type="button"
              onClick={() => choose(project)}
              className="choice w-full text-left hover:bg-hover"
            >
              <span className="min-w-0 truncate">{project.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
