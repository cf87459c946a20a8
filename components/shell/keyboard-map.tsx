'use client';

import { useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useInBrowser } from '@/components/ui/use-in-browser';
import { keyboardWords as words } from '@/components/words/keyboard';

const openEvent = 'latchkey:keyboard-map';

/** Opens the map from a menu or the palette. */
export function openKeyboardMap(): void {
  document.dispatchEvent(new Event(openEvent));
}

/** Every shortcut there is. `?` opens it from anywhere but a text. */
export function KeyboardMap() {
  const [isOpen, setOpen] = useState(false);
  const control = useControlKey();
  useEffect(() => {
    const open = () => setOpen(true);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector('[role="dialog"],[role="alertdialog"]')) return;
      event.preventDefault();
      open();
    };
    document.addEventListener(openEvent, open);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener(openEvent, open);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <Dialog isOpen={isOpen} onOpenChange={setOpen} title={words.title} size="lg">
      <div className="gap-x-8 sm:columns-2">
        {groups(control).map(({ title, rows }) => (
          <section key={title} className="mb-5 min-w-0 break-inside-avoid">
            <h3 className="mb-1 font-medium text-ink-3 text-xs">{title}</h3>
            <dl className="grid gap-1.5">
              {rows.map(({ keys, text }) => (
                <div key={text} className="flex items-start gap-3">
                  <dt className="flex h-5 w-24 shrink-0 items-center gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd className="min-w-0 text-ink-2">{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function groups(control: string): { title: string; rows: { keys: string[]; text: string }[] }[] {
  const { everywhere, connection, picker, keys } = words;
  return [
    {
      title: everywhere.title,
      rows: [
        { keys: [control, 'K'], text: everywhere.palette },
        { keys: ['/'], text: everywhere.search },
        { keys: ['Tab'], text: everywhere.next },
        { keys: ['Esc'], text: everywhere.escape },
        { keys: [control, 'S'], text: everywhere.save },
        { keys: ['?'], text: everywhere.map },
      ],
    },
    {
      title: picker.title,
      rows: [
        { keys: [keys.letters], text: picker.type },
        { keys: ['↑', '↓'], text: picker.move },
        { keys: ['→'], text: picker.open },
        { keys: ['←'], text: picker.back },
        { keys: [keys.enter], text: picker.use },
        { keys: ['Tab'], text: picker.complete },
      ],
    },
    {
      title: connection.title,
      rows: [
        { keys: [keys.enter], text: connection.test },
        { keys: [keys.space], text: connection.change },
      ],
    },
  ];
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The key that goes with letters for commands. The server does not know the keyboard: Ctrl is said first. */
export function useControlKey(): string {
  return useInBrowser() && /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
}
