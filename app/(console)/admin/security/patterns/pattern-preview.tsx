'use client';

import { FolderLock, LoaderCircle } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { ProblemNote } from '@/components/ui/notice';
import { uiWords } from '@/components/words/ui';
import type { AccessPreview } from '@/lib/managers/access-schema';
import { linesOf } from './pattern-lines';
import { mostPreviewed, type usePreview } from './use-preview';
import { patternWords } from './words';

const words = patternWords.preview;

type Vault = AccessPreview['vaults'][number];

export interface PatternPreviewProps {
  text: string;
  preview: ReturnType<typeof usePreview>;
}

/** What the patterns allow of the vaults as they are now: whole, in part with its items, and how many not at all. */
export function PatternPreview({ text, preview }: PatternPreviewProps) {
  const id = useId();
  const lines = linesOf(text);
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-1.5">
      <div className="flex min-h-5 items-center gap-2">
        {/* No heading: it stands under a page's title here, and under a field of a form there. */}
        <p id={id} className="font-medium text-sm">
          {words.title}
        </p>
        {(preview.isBusy || (preview.isOld && lines.length > 0)) && (
          <LoaderCircle aria-label={words.loading} className="size-4 animate-spin text-ink-3" />
        )}
      </div>
      <div className="rounded border bg-sunken px-3 py-2.5">
        {lines.length === 0 ? <p className="text-ink-2">{words.none}</p> : <Found preview={preview} />}
        {lines.length > mostPreviewed && (
          <p className="mt-2 text-ink-3 text-xs">{words.first(mostPreviewed)}</p>
        )}
      </div>
    </section>
  );
}

function Found({ preview }: Pick<PatternPreviewProps, 'preview'>) {
  if (preview.problem && !preview.isBusy) {
    return (
      <ProblemNote
        problem={preview.problem}
        actions={
          <Button size="sm" onClick={preview.retry}>
            {uiWords.retry}
          </Button>
        }
      />
    );
  }
  if (!preview.data) return <p className="text-ink-3">{words.loading}</p>;
  const allowed = preview.data.vaults.filter(({ match }) => match !== 'none');
  const left = preview.data.vaults.length - allowed.length;
  return (
    <div className={preview.isOld ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
      {allowed.length === 0 &&
        // Every pattern matches something, and none of it is a vault.
        (preview.data.unmatched.length === 0 ? (
          <p className="text-ink-2">{words.environmentsAlone}</p>
        ) : (
          <p className="text-warn-ink">{words.noMatch}</p>
        ))}
      <ul className="grid gap-1.5">
        {allowed.map((vault) => (
          <li key={vault.id}>
            <AllowedVault vault={vault} />
          </li>
        ))}
      </ul>
      {allowed.length > 0 && left > 0 && <p className="mt-2 text-ink-3 text-xs">{words.left(left)}</p>}
    </div>
  );
}

function AllowedVault({ vault }: { vault: Vault }) {
  const { title, match, itemCount, items } = vault;
  const name = (
    <>
      <FolderLock aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{title}</span>
    </>
  );
  if (match === 'whole' || items.length === 0) {
    return (
      <p className="flex items-center gap-2">
        {name}
        <span className="ml-auto shrink-0 text-ink-2 text-xs">
          {match === 'whole' ? `${words.whole}, ${words.items(itemCount)}` : words.notRead}
        </span>
      </p>
    );
  }
  return (
    <Disclosure
      isOpenAtFirst={items.length <= 5}
      title={
        <span className="flex min-w-0 flex-1 items-center gap-2">
          {name}
          <span className="ml-auto shrink-0 font-normal text-ink-2 text-xs">{words.part(itemCount)}</span>
        </span>
      }
      className="[&_summary]:min-h-5"
    >
      <ul className="grid gap-0.5 text-ink-2">
        {items.map((item) => (
          <li key={item.id} className="[overflow-wrap:anywhere]">
            {item.title}
          </li>
        ))}
      </ul>
      {itemCount > items.length && (
        <p className="text-ink-3 text-xs">{words.firstItems(items.length, itemCount)}</p>
      )}
    </Disclosure>
  );
}
