'use client';

import { LockKeyhole } from 'lucide-react';
import { callerText } from '@/components/caller-text';
import { ProviderMark } from '@/components/provider-mark';
import { scopeText } from '@/components/scope-text';
import { Facts } from '@/components/ui/facts';
import { FormSection } from '@/components/ui/form-section';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { whoChangesConnections } from '@/components/who-may';
import { saidAppOf } from '@/components/words/apps';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ProjectView } from '@/lib/projects/schema';
import type { FindingView } from '@/lib/scans/schema';
import { KindStatus } from '../../findings/kind-status';
import { findingWords } from '../../findings/words';
import { bindingText } from '../form/binding-text';
import { draftOf, type FieldDraft } from '../form/draft';
import { troublesOfEnvironment } from '../form/environment-draft';
import { EnvironmentRow } from '../form/environment-row';
import { TestAll } from '../form/test-all';
import { formWords } from '../form/words';
import { refusalOf } from '../refused';
import { refusedWords } from '../refused-words';
import { connectionWords } from '../words';

const words = connectionWords.view;

/** The connection for those who look after it without changing it. */
export function ConnectionReading({
  view,
  findings,
  projects,
  isOthers,
}: {
  view: ConnectionView;
  findings: readonly FindingView[];
  projects: readonly ProjectView[];
  /** The reader changes connections of their own projects, and this one is not wholly theirs. */
  isOthers: boolean;
}) {
  const { fields } = draftOf(view);
  return (
    <>
      <FormSection
        title={formWords.fields.title}
        help={isOthers ? words.readingOthers : `${words.reading} ${whoChangesConnections()}`}
      >
        <Facts
          facts={fields.map((field) => ({
            label: field.label,
            value: (
              <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                <FieldReading field={field} />
                <FindingOf field={field} findings={findings} view={view} />
              </span>
            ),
          }))}
        />
        {view.environment && (
          <EnvironmentRow environment={view.environment} troubles={troublesOfEnvironment(view)} />
        )}
        <TestAll fields={fields} />
      </FormSection>
      <FormSection title={formWords.what.title}>
        <Facts
          facts={[
            { label: connectionWords.list.columns.app, value: saidAppOf(view.app).name },
            { label: connectionWords.list.columns.scope, value: scopeText(view, projects) },
            { label: words.madeBy, value: callerText(view.createdBy) },
            { label: words.changed, value: <RelativeTime at={view.updatedAt} /> },
          ]}
        />
      </FormSection>
    </>
  );
}

function FindingOf({
  field: { name },
  findings,
  view,
}: {
  field: FieldDraft;
  findings: readonly FindingView[];
  view: ConnectionView;
}) {
  const finding = findings.find((each) => each.field === name);
  const refusal = refusalOf(Object.hasOwn(view.fields, name) ? view.fields[name] : undefined);
  if (refusal) return <Status tone="bad">{refusedWords.field[refusal.reason]}</Status>;
  if (!finding) return null;
  return (
    <span className="grid gap-0.5">
      <span className="flex items-center gap-2">
        <KindStatus kind={finding.kind} />
        <span className="text-ink-3 text-xs">
          {findingWords.repair.since} <RelativeTime at={finding.since} />
        </span>
      </span>
      <span className="text-ink-2 text-xs">{finding.message}</span>
    </span>
  );
}

function FieldReading({ field: { state, isRequired } }: { field: FieldDraft }) {
  switch (state.kind) {
    case 'bound':
      return (
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          <ProviderMark provider={state.binding.provider} className="size-3.5 text-ink-3" />
          <span className="min-w-0">
            <span className="text-ink-2">{state.binding.secretManagerName} · </span>
            {bindingText(state.binding)}
            {state.isInText && <span className="text-ink-3"> · {formWords.around.inText}</span>}
          </span>
          {state.binding.trust === 'unverified' && <Status tone="warn">{formWords.field.unverified}</Status>}
        </span>
      );
    case 'kept':
      return (
        <span className="flex items-center gap-1.5 text-ink-2">
          <LockKeyhole aria-hidden className="size-4 text-ink-3" />
          {words.typedSecret}
        </span>
      );
    case 'typed':
      if (state.text !== '') return state.text;
      return isRequired ? (
        <Status tone="warn">{words.missing}</Status>
      ) : (
        <span className="text-ink-3">{words.notSet}</span>
      );
  }
}
