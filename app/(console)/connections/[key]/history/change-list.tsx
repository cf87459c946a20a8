import { ArrowRight, LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { referenceText } from '@/components/reference-text';
import { scopeText } from '@/components/scope-text';
import { saidAppOf } from '@/components/words/apps';
import type { ChangeView, EnvironmentStateView, FieldStateView } from '@/lib/connections/version-schema';
import type { AppId } from '@/lib/kernel/apps';
import type { ProjectView } from '@/lib/projects/schema';
import { historyWords } from './words';

const words = historyWords.changes;

export interface ChangeListProps {
  label: string;
  changes: readonly ChangeView[];
  app: AppId;
  projects: readonly ProjectView[];
}

/** What changed, a line each: what it is, how it was, how it is now. */
export function ChangeList({ label, changes, app, projects }: ChangeListProps) {
  return (
    <section aria-label={label}>
      <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(0,10rem)_minmax(0,1fr)]">
        {changes.map((change) => (
          <div key={change.part === 'field' ? `field ${change.field}` : change.part} className="contents">
            <dt className="hyphens-auto break-words text-ink-3 max-sm:mt-1.5">
              {change.part === 'field' ? fieldLabel(app, change.field) : words[change.part]}
            </dt>
            <dd className="flex min-w-0 flex-wrap content-start items-baseline gap-x-2 gap-y-0.5">
              <Sides change={change} projects={projects} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What a field is called in its app's template; one of the connection's own has its name alone. */
export function fieldLabel(app: AppId, field: string): string {
  return saidAppOf(app).fields.find(({ name }) => name === field)?.label ?? field;
}

function Sides({ change, projects }: { change: ChangeView; projects: readonly ProjectView[] }) {
  switch (change.part) {
    case 'key':
    case 'name':
      return <BeforeAfter before={change.before} after={change.after} />;
    case 'access': {
      const text = (access: typeof change.after) => scopeText(access, projects);
      return <BeforeAfter before={change.before && text(change.before)} after={text(change.after)} />;
    }
    case 'tags': {
      const text = (tags: readonly string[]) => tags.join(', ') || words.noTags;
      return <BeforeAfter before={change.before && text(change.before)} after={text(change.after)} />;
    }
    case 'enabled': {
      const text = (isEnabled: boolean) => (isEnabled ? words.isEnabled : words.isDisabled);
      return (
        <BeforeAfter
          before={change.before === null ? null : text(change.before)}
          after={text(change.after)}
        />
      );
    }
    case 'environment': {
      const { before, after } = change;
      return (
        <BeforeAfter
          before={before ? environmentText(before) : words.nothing}
          after={after ? environmentText(after) : words.nothing}
        />
      );
    }
    case 'field': {
      const { before, after, isTextChanged } = change;
      if (before?.kind === 'secret' && after?.kind === 'secret') return <Secret text={words.secretAgain} />;
      return (
        <BeforeAfter
          before={before ? <FieldSide side={before} /> : words.nothing}
          after={after ? <FieldSide side={after} isTextChanged={isTextChanged} /> : words.nothing}
        />
      );
    }
  }
}

function environmentText({ secretManagerName, title, prefix, only }: EnvironmentStateView): string {
  const parts = [
    ...(secretManagerName ? [secretManagerName] : []),
    only ? words.onlyOf(only.join(', '), title) : words.wholeOf(title),
    ...(prefix ? [words.prefixed(prefix)] : []),
  ];
  return parts.join(' · ');
}

/** Both sides. What was not there before stands alone. */
function BeforeAfter({ before, after }: { before: ReactNode; after: ReactNode }) {
  return (
    <>
      {before !== null && (
        <>
          <span className="min-w-0 break-words text-ink-3">
            <span className="sr-only">{words.columns.before}: </span>
            {before}
          </span>
          <ArrowRight aria-hidden className="size-3.5 shrink-0 self-center text-ink-3" />
        </>
      )}
      <span className="min-w-0 break-words">
        <span className="sr-only">{words.columns.after}: </span>
        {after}
      </span>
    </>
  );
}

function FieldSide({ side, isTextChanged = false }: { side: FieldStateView; isTextChanged?: boolean }) {
  switch (side.kind) {
    case 'secret':
      return <Secret text={words.secret} />;
    case 'plain':
      return <>{side.text || words.empty}</>;
    case 'bound': {
      const { secretManagerName, shownReference, isInText, followName } = side;
      const asides = [
        isInText && (isTextChanged ? words.otherText : words.inText),
        followName !== null && (followName ? words.followsName : words.staysWithItem),
      ].filter((aside) => aside !== false);
      return (
        <>
          {secretManagerName && `${secretManagerName} · `}
          {referenceText(shownReference)}
          {asides.map((aside) => ` · ${aside}`)}
        </>
      );
    }
  }
}

function Secret({ text }: { text: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <LockKeyhole aria-hidden className="size-3.5 text-ink-3" />
      {text}
    </span>
  );
}
