'use client';

import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { words } from './words';

export interface NewKeyProps {
  name: string;
  apiKey: string;
  origin: string;
  onStored: () => void;
}

/** The key, this once. It shuts by its own button alone, so that Escape or a stray click does not lose it. */
export function NewKey({ name, apiKey, origin, onStored }: NewKeyProps) {
  return (
    <Dialog
      isOpen
      onOpenChange={() => {}}
      isHeld
      title={`${words.made.title}: ${name}`}
      description={words.made.text}
      footer={
        <>
          <CopyButton look="button" text={apiKey} label={words.made.copy} />
          <Button variant="primary" onClick={onStored}>
            {words.made.stored}
          </Button>
        </>
      }
    >
      <div className="grid min-w-0 grid-cols-1 gap-4">
        <output
          aria-label={words.made.label}
          className="block select-all break-all rounded border border-accent-line bg-accent-soft px-3 py-2.5 font-mono text-ink"
        >
          {apiKey}
        </output>
        <div>
          <p className="mb-1 text-ink-3 text-xs">{words.made.usage}</p>
          <CodeBlock label={words.made.usage} code={usage(origin)} />
        </div>
      </div>
    </Dialog>
  );
}

function usage(origin: string): string {
  return `curl --fail-with-body --request POST \\
  --header "Authorization: Bearer $LATCHKEY_API_KEY" \\
  ${origin}/api/v1/connections/stripe/resolve`;
}
