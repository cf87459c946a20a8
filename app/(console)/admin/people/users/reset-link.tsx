'use client';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import type { ResetLinkView } from '@/lib/users/schema';
import { words } from './words';

/** The link for a new password, this once. It shuts by its own button alone, so that a stray click does not lose it. */
export function ResetLink({ made, onDone }: { made: ResetLinkView; onDone: () => void }) {
  return (
    <Dialog
      isOpen
      onOpenChange={() => {}}
      isHeld
      title={words.reset.title}
      description={words.reset.text(made.email)}
      footer={
        <>
          <CopyButton look="button" text={made.url} label={words.reset.copy} />
          <Button variant="primary" onClick={onDone}>
            {words.reset.done}
          </Button>
        </>
      }
    >
      <output
        aria-label={words.reset.label}
        className="block select-all break-all rounded border border-accent-line bg-accent-soft px-3 py-2.5 font-mono text-ink"
      >
        {made.url}
      </output>
    </Dialog>
  );
}
