'use client';

import { ChevronsUpDown, Keyboard, Languages, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useState, useTransition } from 'react';
import { cn } from '@/components/ui/cn';
import { Menu, MenuChoices, MenuItem, MenuLine } from '@/components/ui/dropdown-menu';
import { useNavigate } from '@/components/ui/navigate-provider';
import { keyboardWords } from '@/components/words/keyboard';
import { language } from '@/components/words/languages';
import { roleWords } from '@/components/words/roles';
import { shellWords } from '@/components/words/shell';
import { languages } from '@/lib/kernel/language';
import type { Frame } from './frame';
import { openKeyboardMap } from './keyboard-map';
import { leaveBy } from './leaving';
import { applyTheme, chooseLanguage, type Theme, themes } from './settings';

const icons: Record<Theme, React.ReactNode> = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

export interface AccountMenuProps extends Frame {
  look: 'full' | 'icon';
  /** Called when it leads to another page. */
  onLeave?: () => void;
}

/** Who is signed in: their account, the theme, the language, sign-out. */
export function AccountMenu({ person, theme: atFirst, signOut, look, onLeave }: AccountMenuProps) {
  const navigate = useNavigate();
  const [theme, setTheme] = useState(atFirst);
  const [, startTransition] = useTransition();
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    applyTheme(chosen);
  };
  const trigger = (
    <button
      type="button"
      aria-label={`${shellWords.account}: ${person.label}`}
      className={cn(
        'flex items-center gap-2.5 rounded text-left transition-colors hover:bg-hover data-[state=open]:bg-active',
        look === 'full' ? 'h-11 w-full px-2' : 'size-9 justify-center',
      )}
    >
      <span className="flex size-6 shrink-0 items-center justify-center rounded-full border bg-surface text-ink-3">
        <UserRound aria-hidden className="size-3.5" />
      </span>
      {look === 'full' && (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate leading-4">{person.label}</span>
            <span className="block text-ink-3 text-xs">{roleWords[person.role].label}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
        </>
      )}
    </button>
  );
  return (
    <Menu trigger={trigger} side="top" align="start" className="w-52">
      <MenuItem
        icon={<UserRound />}
        onSelect={() =>
          leaveBy(() => {
            onLeave?.();
            navigate.push('/account');
          })
        }
      >
        {shellWords.account}
      </MenuItem>
      <MenuLine />
      <MenuChoices
        label={shellWords.theme.label}
        value={theme}
        onValueChange={choose}
        options={themes.map((value) => ({ value, label: shellWords.theme[value], icon: icons[value] }))}
      />
      <MenuLine />
      <MenuChoices
        label={shellWords.language.label}
        value={language()}
        onValueChange={chooseLanguage}
        options={languages.map((value) => ({
          value,
          label: shellWords.language[value],
          icon: <Languages />,
        }))}
      />
      <MenuLine />
      <MenuItem icon={<Keyboard />} onSelect={openKeyboardMap}>
        {keyboardWords.open}
      </MenuItem>
      <MenuItem icon={<LogOut />} onSelect={() => leaveBy(() => startTransition(signOut))}>
        {shellWords.signOut}
      </MenuItem>
    </Menu>
  );
}
