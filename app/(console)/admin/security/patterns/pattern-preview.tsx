'use client';

import { Braces, FolderLock, LoaderCircle, type LucideIcon } from 'lucide-react';
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
type Environment = AccessPreview['environments'][number];

export interface PatternPreviewProps {
  text: string;
  preview: ReturnType<typeof usePreview>;
}

/** What the patterns allow of the vaults and Environments as they are now: whole, in part with its items, and how many not at all. */
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
  const { vaults, environments, unmatched } = preview.data;
  const allowed = vaults.filter(({ match }) => match !== 'none');
  const left = vaults.length - allowed.length;
  const allowedEnvironments = environments.filter(({ match }) => match !== 'none');
  return (
    <div className={preview.isOld ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
      {allowed.length + allowedEnvironments.length === 0 &&
        // Every pattern matches something, and none of it is listed.
        (unmatched.length === 0 ? (
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
        {allowedEnvironments.map((environment) => (
          <li key={environment.id}>
            <AllowedEnvironment environment={environment} />
          </li>
        ))}
      </ul>
      {allowed.length > 0 && left > 0 && <p className="mt-2 text-ink-3 text-xs">{words.left(left)}</p>}
    </div>
  );
}

function AllowedVault({ vault }: { vault: Vault }) {
  const { match, itemCount, items } = vault;
  return (
    <Allowed
      icon={FolderLock}
      title={vault.title}
      parts={match === 'whole' ? [] : items.map(({ id, title }) => ({ key: id, title }))}
      all={itemCount}
      much={match === 'whole' ? `${words.whole}, ${words.items(itemCount)}` : words.notRead}
      part={words.part(itemCount)}
    />
  );
}

function AllowedEnvironment({ environment }: { environment: Environment }) {
  const { match, title, variables, variableCount } = environment;
  return (
    <Allowed
      icon={Braces}
      title={title}
      parts={match === 'whole' ? [] : variables.map((name) => ({ key: name, title: name }))}
      all={variableCount}
      much={match === 'whole' ? words.wholeEnvironment : words.variablesNotRead}
      part={words.partOfEnvironment(variableCount)}
    />
  );
}

interface AllowedProps {
  icon: LucideIcon;
  title: string;
  /** What is let through of it, where that was read and is not all: the first of so many. */
  parts: readonly { key: string; title: string }[];
  all: number;
  /** How much that is, where its parts are not told. */
  much: string;
  part: string;
}

function Allowed({ icon: Icon, title, parts, all, much, part }: AllowedProps) {
  const name = (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{title}</span>
    </>
  );
  if (parts.length === 0) {
    return (
      <p className="flex items-center gap-2">
        {name}
        <span className="ml-auto shrink-0 text-ink-2 text-xs">{much}</span>
      </p>
    );
  }
  return (
    <Disclosure
      isOpenAtFirst={parts.length <= 5}
      title={
        <span className="flex min-w-0 flex-1 items-center gap-2">
          {name}
          <span className="ml-auto shrink-0 font-normal text-ink-2 text-xs">{part}</span>
        </span>
      }
      className="[&_summary]:min-h-5"
    >
      <ul className="grid gap-0.5 text-ink-2">
        {parts.map((each) => (
          <li key={each.key} className="[overflow-wrap:anywhere]">
            {each.title}
          </li>
        ))}
      </ul>
      {all > parts.length && <p className="text-ink-3 text-xs">{words.firstItems(parts.length, all)}</p>}
    </Disclosure>
  );
}
