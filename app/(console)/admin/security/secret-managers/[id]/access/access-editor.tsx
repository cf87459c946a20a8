'use client';

import { ShieldQuestion } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { apiGet, problemIn } from '@/components/query/api-get';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FormElement } from '@/components/ui/form-element';
import { hasShapeOf } from '@/components/ui/kept-values';
import { useNavigate } from '@/components/ui/navigate-provider';
import { Notice, ProblemNote } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { useKept } from '@/components/ui/use-kept-state';
import { useOneAtATime } from '@/components/ui/use-one-at-a-time';
import { useOutcome } from '@/components/use-outcome';
import type { AccessView } from '@/lib/managers/access-schema';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { useLeaveGuard } from '../../../../../connections/form/use-leave-guard';
import { useLineCheck } from '../../../patterns/use-line-check';
import { setAccessAction } from '../actions';
import { AddProject } from './add-project';
import { draftOf, inputBefore, inputOf, isSameDraft, type ProjectDraft, rebase } from './draft';
import { ProjectRow } from './project-row';
import { type Proposal, withProposal } from './proposal';
import { ProposalNote } from './proposal-note';
import { words } from './words';
import { WouldRefuse } from './would-refuse';

export interface AccessEditorProps {
  manager: ManagerView;
  access: AccessView;
  projects: readonly ProjectView[];
  /** Where saving leads: the secret manager's page, or where a grant was asked for. */
  href: string;
  /** Is in the draft at first, to be looked at and saved. */
  proposal?: Proposal | undefined;
}

const draftShape: ProjectDraft = { projectId: '', projectName: '', text: '', boundFields: 0 };

/** A row for each project, with what it may use. Saved in one go, and taken back from the toast. */
export function AccessEditor({ manager, access, projects, href, proposal }: AccessEditorProps) {
  const navigate = useNavigate();
  // What the draft is based on: somebody else may change it meanwhile.
  const [base, setBase] = useState(access);
  const [atFirst] = useState(() => (proposal ? withProposal(draftOf(base), proposal) : draftOf(base)));
  const [draft, setDraft] = useState(atFirst);
  useKept('access', {
    keep: () => ({ value: { before: draftOf(base), draft } }),
    restore: (kept) => {
      const shape = { before: [draftShape], draft: [draftShape] };
      if (hasShapeOf(shape, kept)) setDraft(rebase(kept.before, kept.draft, draftOf(base)));
    },
  });
  const [openId, setOpenId] = useState(
    proposal?.projects[0]?.id ?? (draft.length === 1 ? draft[0]?.projectId : undefined),
  );
  const save = useOutcome(setAccessAction);
  const putBack = useOutcome(setAccessAction);
  const isDirty = !isSameDraft(draft, draftOf(base));
  // What was proposed and not touched is not lost by leaving.
  const guard = useLeaveGuard(isDirty && !isSameDraft(draft, atFirst));
  const saveButton = useRef<HTMLButtonElement>(null);
  const noteId = useId();
  useEffect(() => saveButton.current?.focus({ preventScroll: true }), []);
  const judge = useLineCheck();
  const wrongIds = new Set(
    draft.filter(({ text }) => judge(text).length > 0).map(({ projectId }) => projectId),
  );
  const isOwned = manager.scope === 'project';
  const left = projects.filter(({ id }) => !draft.some(({ projectId }) => projectId === id));
  const change = (projectId: string, text: string) =>
    setDraft((before) => before.map((each) => (each.projectId === projectId ? { ...each, text } : each)));
  const add = ({ id, name }: ProjectView) => {
    const before = base.projects.find(({ projectId }) => projectId === id);
    const added: ProjectDraft = {
      projectId: id,
      projectName: name,
      text: '',
      boundFields: before?.boundFields ?? 0,
    };
    setDraft([...draft, added]);
    setOpenId(id);
  };
  const undo = async ({ revision }: AccessView) => {
    const outcome = await putBack.run({ id: manager.id, ...inputBefore(base, revision) });
    if (outcome.ok) toast.done(words.undone(manager.name));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  const submit = async () => {
    const outcome = await save.run({ id: manager.id, ...inputOf(draft, base.revision) });
    if (!outcome.ok) return;
    const { refusedCount } = outcome.value;
    await guard.release();
    toast.done(words.saved(manager.name), {
      ...(refusedCount > base.refusedCount ? { description: words.refusedNow(refusedCount) } : {}),
      duration: 10_000,
      action: { label: words.undo, onClick: () => void undo(outcome.value) },
    });
    navigate.push(href);
  };
  const saving = useOneAtATime(submit);
  const takeOver = async () => {
    try {
      const now = await apiGet<AccessView>(`/api/v1/secret-managers/${manager.id}/access`);
      setDraft(rebase(draftOf(base), draft, draftOf(now)));
      setBase(now);
      save.reset();
      toast.note(words.conflict.taken);
    } catch (error) {
      const { title, detail } = problemIn(error);
      toast.problem(title, { description: detail });
    }
  };
  if (projects.length === 0 && draft.length === 0) {
    return (
      <EmptyState
        icon={ShieldQuestion}
        title={words.empty.title}
        action={
          <ButtonLink href="/admin/people/projects" variant="primary">
            {words.empty.toProjects}
          </ButtonLink>
        }
      >
        {words.empty.noProjects}
      </EmptyState>
    );
  }
  return (
    <FormElement
      noValidate
      data-saved
      keptAs="access"
      className="grid gap-4"
      onSubmit={() => isDirty && wrongIds.size === 0 && saving.run()}
    >
      {proposal && isDirty && <ProposalNote id={noteId} proposal={proposal} />}
      {isOwned && <Notice tone="info">{words.owned}</Notice>}
      {draft.length === 0 ? (
        <EmptyState
          icon={ShieldQuestion}
          title={words.empty.title}
          action={<AddProject projects={left} onAdd={add} variant="primary" />}
        >
          {words.empty.text}
        </EmptyState>
      ) : (
        <ul aria-label={words.projects} className="divide-y divide-line rounded border bg-surface">
          {draft.map((project) => (
            <ProjectRow
              key={project.projectId}
              manager={manager}
              project={project}
              isWrong={wrongIds.has(project.projectId)}
              isOpen={openId === project.projectId}
              onOpenChange={(isOpen) => setOpenId(isOpen ? project.projectId : undefined)}
              onTextChange={(text) => change(project.projectId, text)}
              onTakeAway={
                isOwned
                  ? undefined
                  : () => setDraft(draft.filter(({ projectId }) => projectId !== project.projectId))
              }
            />
          ))}
        </ul>
      )}
      {!isOwned && draft.length > 0 && (
        <div>
          {left.length > 0 ? (
            <AddProject projects={left} onAdd={add} variant="secondary" />
          ) : (
            <p className="text-ink-3">{words.allAdded}</p>
          )}
        </div>
      )}
      {(isDirty || save.problem) && (
        <div className="sticky bottom-14 z-20 -mx-4 grid gap-3 border-t bg-canvas px-4 py-3 md:bottom-0 md:-mx-8 md:px-8">
          {isDirty && wrongIds.size === 0 && (
            <WouldRefuse secretManagerId={manager.id} projects={inputOf(draft, base.revision).projects} />
          )}
          {save.problem?.code === 'conflict' ? (
            <Notice
              tone="warn"
              role="alert"
              title={words.conflict.title}
              actions={<Button onClick={takeOver}>{words.conflict.take}</Button>}
            >
              {words.conflict.text}
            </Notice>
          ) : (
            save.problem && <ProblemNote problem={save.problem} />
          )}
          <div className="flex flex-wrap items-center gap-2">
            <Button
              ref={saveButton}
              type="submit"
              variant="primary"
              aria-describedby={proposal ? noteId : undefined}
              isBusy={save.isBusy}
              blockedBecause={wrongIds.size > 0 ? words.wrong(wrongIds.size) : undefined}
              className="max-sm:flex-1"
            >
              {words.save}
            </Button>
            <Button variant="quiet" onClick={() => setDraft(draftOf(base))}>
              {words.discard}
            </Button>
          </div>
        </div>
      )}
      {guard.dialog}
    </FormElement>
  );
}
