'use client';

import { Command } from 'cmdk';
import {
  Keyboard,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Plus,
  Search,
  Sun,
  Unlink,
  UserRound,
} from 'lucide-react';
import { Dialog as Parts } from 'radix-ui';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useTransition,
} from 'react';
import { useNavigate } from '@/components/ui/navigate-provider';
import { keyboardWords } from '@/components/words/keyboard';
import { shellWords } from '@/components/words/shell';
import { languages } from '@/lib/kernel/language';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import { openKeyboardMap } from './keyboard-map';
import { leaveBy } from './leaving';
import { sectionsFor } from './navigation';
import { PaletteEntities } from './palette-entities';
import { PaletteGroup, PaletteItem } from './palette-item';
import { applyTheme, chooseLanguage, type Theme, themes } from './settings';

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
            <Palette role={role} signOut={signOut} close={() => setOpen(false)} />
          </Parts.Content>
        </Parts.Portal>
      </Parts.Root>
    </PaletteContext>
  );
}

const themeIcons: Record<Theme, ReactNode> = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

function Palette({ role, signOut, close }: { role: Role; signOut: () => Promise<void>; close: () => void }) {
  const navigate = useNavigate();
  const [, startTransition] = useTransition();
  const [search, setSearch] = useState('');
  const words = shellWords.palette;
  const go = (href: string) => {
    close();
    leaveBy(() => navigate.push(href));
  };
  return (
    <Command label={words.title} loop filter={contains}>
      <div className="flex items-center gap-2.5 border-b px-3.5">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder={words.placeholder}
          className="h-11 w-full bg-transparent outline-none pointer-coarse:text-lg"
        />
      </div>
      <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-2 py-8 text-center text-ink-3">{words.nothing}</Command.Empty>
        <PaletteGroup heading={words.pages}>
          {sectionsFor(role).flatMap((section) =>
            section.destinations.map(({ href, label, icon: Icon }) => (
              <PaletteItem
                key={href}
                value={label}
                icon={<Icon />}
                hint={section.label}
                onSelect={() => go(href)}
              >
                {label}
              </PaletteItem>
            )),
          )}
          {roleMay(role, 'connection:read') && (
            <PaletteItem
              icon={<Unlink />}
              hint={shellWords.pages.connections}
              onSelect={() => go('/findings')}
            >
              {words.brokenReferences}
            </PaletteItem>
          )}
          <PaletteItem icon={<UserRound />} onSelect={() => go('/account')}>
            {shellWords.account}
          </PaletteItem>
        </PaletteGroup>
        <PaletteEntities role={role} search={search} onChosen={go} />
        <PaletteGroup heading={words.actions}>
          {roleMay(role, 'connection:write') && (
            <PaletteItem icon={<Plus />} onSelect={() => go('/connections/new/app')}>
              {words.newConnection}
            </PaletteItem>
          )}
          {roleMay(role, 'secret-manager:write') && (
            <PaletteItem icon={<Plus />} onSelect={() => go('/admin/security/secret-managers')}>
              {words.connect}
            </PaletteItem>
          )}
          {themes.map((theme) => (
            <PaletteItem
              key={theme}
              icon={themeIcons[theme]}
              onSelect={() => {
                applyTheme(theme);
                close();
              }}
            >
              {words.toTheme(shellWords.theme[theme])}
            </PaletteItem>
          ))}
          <PaletteItem
            icon={<Keyboard />}
            onSelect={() => {
              close();
              openKeyboardMap();
            }}
          >
            {keyboardWords.open}
          </PaletteItem>
          {languages.map((chosen) => (
            <PaletteItem key={chosen} icon={<Languages />} onSelect={() => chooseLanguage(chosen)}>
              {words.toLanguage(shellWords.language[chosen])}
            </PaletteItem>
          ))}
          <PaletteItem
            icon={<LogOut />}
            onSelect={() => {
              close();
              leaveBy(() => startTransition(signOut));
            }}
          >
            {shellWords.signOut}
          </PaletteItem>
        </PaletteGroup>
      </Command.List>
    </Command>
  );
}

// Letters strewn over a name are no match: what was typed must stand in it.
function contains(value: string, search: string): number {
  const at = value.toLowerCase().indexOf(search.trim().toLowerCase());
  return at < 0 ? 0 : 1 / (1 + at);
}
