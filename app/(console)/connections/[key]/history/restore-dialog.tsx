'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { apiGet, problemIn } from '@/components/query/api-get';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Notice, ProblemNote } from '@/components/ui/notice';
import { SecretInput } from '@/components/ui/secret-input';
import { TableSkeleton } from '@/components/ui/skeleton';
import { uiWords } from '@/components/words/ui';
import type { ConnectionView } from '@/lib/connections/schema';
import type { RestorePreview } from '@/lib/connections/version-schema';
import { isPassing } from '@/lib/kernel/error-codes';
import type { ProjectView } from '@/lib/projects/schema';
import { ChangeList, fieldLabel } from './change-list';
import { useRestore } from './use-restore';
import { historyWords } from './words';

const words = historyWords.restore;

export interface RestoreDialogProps {
  view: ConnectionView;
  version: number;
  /** The number of the version that the connection is at now. */
  current: number | undefined;
  projects: readonly ProjectView[];
  onClose: () => void;
}

/** Shows what restoring a version would change, delete and cannot bring back, asks for the latter, and does it. */
export function RestoreDialog({ view, version, current, projects, onClose }: RestoreDialogProps) {
  const formId = useId();
  const preview = useQuery({
    queryKey: ['restore', view.key, version, view.revision],
    queryFn: ({ signal }) =>
      apiGet<RestorePreview>(`/api/v1/connections/${view.key}/versions/${version}/restore`, {}, signal),
  });
  const [given, setGiven] = useState<Record<string, string | null>>({});
  const [isUnverified, setUnverified] = useState(false);
  const restore = useRestore({ key: view.key, current, onDone: onClose });
  const plan = preview.data;
  const isSame = plan !== undefined && plan.changes.length + plan.asks.length + plan.stays.length === 0;
  const submit = () => {
    if (!plan) return;
    void restore.run(version, {
      revision: plan.revision,
      fields: Object.fromEntries(
        Object.entries(given)
          .filter(([field]) => plan.asks.some((asked) => asked.field === field))
          .map(([field, value]) => [field, value === null ? null : { value }]),
      ),
      ...(isUnverified ? { saveUnverified: true } : {}),
    });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="lg"
      title={words.title(version)}
      description={words.text}
      footer={
        <>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isBusy={restore.isBusy}
            blockedBecause={isSame ? words.nothing : undefined}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      {preview.isPending && <TableSkeleton rows={3} />}
      {preview.error && (
        <ErrorState problem={problemIn(preview.error)} onRetry={() => void preview.refetch()} />
      )}
      {plan && (
        <Form keptAs="restore" id={formId} problem={restore.problem} onSubmit={submit}>
          {isSame && <p className="text-ink-2">{words.nothing}</p>}
          {plan.changes.length > 0 && (
            <ChangeList
              label={words.changesLabel}
              changes={plan.changes}
              app={view.app}
              projects={projects}
            />
          )}
          <Notes view={view} plan={plan} />
          {plan.asks.map(({ field, reason }) => (
            <Field
              key={field}
              label={fieldLabel(view.app, field)}
              help={restore.fieldError(`fields.${field}`) ? undefined : words.reasons[reason]}
              error={restore.fieldError(`fields.${field}`)}
            >
              {given[field] !== null && (
                <SecretInput
                  value={given[field] ?? ''}
                  onChange={(event) => setGiven({ ...given, [field]: event.target.value })}
                />
              )}
              <Checkbox
                label={words.leaveOut}
                isChecked={given[field] === null}
                onCheckedChange={(isOut) => {
                  const { [field]: _was, ...others } = given;
                  setGiven(isOut ? { ...others, [field]: null } : others);
                }}
              />
            </Field>
          ))}
          {restore.problem?.fields && !restore.isAsked(plan) && <ProblemNote problem={restore.problem} />}
          {restore.problem && isPassing(restore.problem.code) && (
            <Checkbox label={words.unverified} isChecked={isUnverified} onCheckedChange={setUnverified} />
          )}
        </Form>
      )}
    </Dialog>
  );
}

/** What is told before: what goes for good, what stays, and what cannot come back. */
function Notes({ view, plan }: { view: ConnectionView; plan: RestorePreview }) {
  const { stays, loses, isKeyTaken, isEnvironmentLost, goneProjects } = plan;
  const names = (fields: readonly string[]) => fields.map((field) => fieldLabel(view.app, field)).join(', ');
  const told = [
    ...(stays.length > 0 ? [words.stays(names(stays))] : []),
    ...(isKeyTaken ? [words.keyTaken] : []),
    ...(isEnvironmentLost ? [words.environmentLost] : []),
    ...(goneProjects > 0 ? [words.goneProjects(goneProjects)] : []),
    ...(view.disabledAt ? [words.keepsEnabled] : []),
  ];
  return (
    <>
      {loses.length > 0 && <Notice tone="warn">{words.loses(names(loses))}</Notice>}
      {told.length > 0 && (
        <ul className="grid gap-1 text-ink-2">
          {told.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}
