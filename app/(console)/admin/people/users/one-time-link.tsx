'use client';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import type { ResetLinkView } from '@/lib/users/schema';
import { words } from './words';

export interface OneTimeLinkProps {
  kind: 'invitation' | 'reset';
  made: ResetLinkView;
  onDone: () => void;
}

/** A link to pass on, this once. It shuts by its own button alone, so that a stray click does not lose it. */
export function OneTimeLink({ kind, made, onDone }: OneTimeLinkProps) {
  return (
    <Dialog
      isOpen
      onOpenChange={() => {}}
      isHeld
      title={words[kind].title}
      description={words[kind].text(made.email)}
      footer={
        <>
          <CopyButton look="button" text={made.url} label={words[kind].copy} />
          <Button variant="primary" onClick={onDone}>
            {words[kind].done}
          </Button>
        </>
      }
    >
      <output
        aria-label={words[kind].label}
        className="block select-all break-all rounded border border-accent-line bg-accent-soft px-3 py-2.5 font-mono text-ink"
      >
        {made.url}
      </output>
    </Dialog>
  );
}
