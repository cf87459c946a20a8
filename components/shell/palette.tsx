'use client';

import { LoaderCircle } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Dialog as Parts } from 'radix-ui';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useAhead } from '@/components/ui/use-ahead';
import { shellWords } from '@/components/words/shell';
import { uiWords } from '@/components/words/ui';
import type { Role } from '@/lib/kernel/permissions';

// Of no use before a key or a click, and each page would start later for it.
const loadCommands = () => import('./palette-commands').then(({ PaletteCommands }) => PaletteCommands);
const PaletteCommands = dynamic(loadCommands, { loading: () => <Loading /> });

const PaletteContext = createContext<{ open: () => void }>({ open: () => {} });

/** Opens the palette from a button. */
export function usePalette(): { open: () => void } {
  return useContext(PaletteContext);
}

interface PaletteRoomProps {
  role: Role;
  signOut: () => Promise<void>;
  children: ReactNode;
}

/** Ctrl K or ⌘ K anywhere: pages, connections, secret managers, references, people, API keys, projects, a few actions. */
export function PaletteRoom({ role, signOut, children }: PaletteRoomProps) {
  const [isOpen, setOpen] = useState(false);
  useAhead(loadCommands);
  const control = useMemo(() => ({ open: () => setOpen(true) }), []);
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    document.addEventListener('keydown', toggle);
    return () => document.removeEventListener('keydown', toggle);
  }, []);
  return (
    <PaletteContext value={control}>
      {children}
      <Parts.Root open={isOpen} onOpenChange={setOpen}>
        <Parts.Portal>
          <Parts.Overlay className="veil fixed inset-0 z-50" />
          <Parts.Content
            aria-describedby={undefined}
            className="floating fixed inset-x-2 top-2 z-50 overflow-hidden rounded-lg sm:inset-x-auto sm:top-[12dvh] sm:left-1/2 sm:w-140 sm:-translate-x-1/2"
          >
            <Parts.Title className="sr-only">{shellWords.palette.title}</Parts.Title>
            <PaletteCommands role={role} signOut={signOut} close={() => setOpen(false)} />
          </Parts.Content>
        </Parts.Portal>
      </Parts.Root>
    </PaletteContext>
  );
}

function Loading() {
  return (
    <p role="status" className="flex h-11 items-center gap-2.5 px-3.5 text-ink-3">
      <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />
      {uiWords.loading}
    </p>
  );
}
