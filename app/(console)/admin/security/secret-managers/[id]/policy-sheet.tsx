'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { durationText, parseDuration } from '@/components/ui/relative';
import { Select } from '@/components/ui/select';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import { defaultPolicy } from '@/lib/cache/default-policy';
import type { CachePolicy } from '@/lib/cache/schema';
import type { ManagerView } from '@/lib/managers/schema';
import { updateAction } from './actions';
import { words } from './words';

type Draft = Record<keyof CachePolicy, string>;

const lengths = [
  { name: 'freshMs', label: 'fresh', help: 'freshHelp' },
  { name: 'staleWhileUnreachableMs', label: 'stale', help: 'staleHelp' },
  { name: 'absentMs', label: 'absent', help: 'absentHelp' },
  { name: 'absentMaxMs', label: 'absentMax', help: 'absentMaxHelp' },
] as const;

const none = 'none';

export interface PolicySheetProps {
  manager: ManagerView;
  /** What may be its fallback. */
  managers: readonly ManagerView[];
  onClose: () => void;
}

/** The cache policy, written as people say lengths of time. */
export function PolicySheet({ manager, managers, onClose }: PolicySheetProps) {
  const [draft, setDraft] = useKeptState('policy draft', () => draftOf(manager.policy));
  const [isAutomatic, setAutomatic] = useKeptState('policy automatic', manager.freshTime === 'automatic');
  const [followNames, setFollowNames] = useKeptState('policy names', manager.followNames);
  const [fallbackId, setFallbackId] = useKeptState('policy fallback', manager.fallbackId ?? none);
  const update = useOutcome(updateAction);
  const formId = useId();
  const { policy, errors } = readDraft(draft);
  const [isTried, setTried] = useState(false);
  const errorOf = (name: keyof CachePolicy) =>
    isTried ? (errors[name] ?? update.fieldError(`policy.${name}`)) : undefined;
  const save = async () => {
    setTried(true);
    if (!policy) return;
    const freshMs = isAutomatic ? 'automatic' : policy.freshMs;
    const fallback = fallbackId === none ? null : fallbackId;
    const patch = {
      policy: { ...policy, freshMs },
      followNames,
      // Another one asks for a recent sign-in: only what changes is sent.
      ...(fallback === manager.fallbackId ? {} : { fallbackId: fallback }),
    } as const;
    const saved = await update.run({ id: manager.id, patch });
    if (!saved.ok) return;
    toast.done(words.policy.saved);
    onClose();
  };
  const resetDraft = () => {
    setDraft(draftOf(defaultPolicy));
    setAutomatic(true);
    setFollowNames(false);
    setFallbackId(none);
  };
  const set = (name: keyof CachePolicy) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value });
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={words.policy.sheet}
      description={`${words.policy.sheetText} ${words.policy.durationHelp}`}
      footer={
        <>
          <Button variant="quiet" className="mr-auto" onClick={resetDraft}>
            {words.policy.defaults}
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={update.isBusy}>
            {words.policy.save}
          </Button>
        </>
      }
    >
      <Form keptAs="policy" id={formId} problem={update.problem} onSubmit={save}>
        {lengths.map(({ name, label, help }) => (
          <Field key={name} label={words.policy[label]} help={words.policy[help]} error={errorOf(name)}>
            {(name !== 'freshMs' || !isAutomatic) && (
              <Input className="max-w-48" value={draft[name]} onChange={set(name)} />
            )}
            {name === 'freshMs' && (
              <Checkbox
                label={words.policy.automatic}
                help={words.policy.automaticHelp(durationText(manager.policy.freshMs))}
                isChecked={isAutomatic}
                onCheckedChange={setAutomatic}
              />
            )}
          </Field>
        ))}
        <Field label={words.policy.ahead} help={words.policy.aheadHelp} error={errorOf('refreshAheadRatio')}>
          <Input
            className="max-w-48"
            inputMode="numeric"
            value={draft.refreshAheadRatio}
            onChange={set('refreshAheadRatio')}
          />
        </Field>
        <Checkbox
          label={words.policy.follow}
          help={words.policy.followHelp}
          isChecked={followNames}
          onCheckedChange={setFollowNames}
        />
        <Field
          label={words.policy.fallback}
          help={words.policy.fallbackHelp}
          error={update.fieldError('fallbackId')}
        >
          <Select value={fallbackId} onValueChange={setFallbackId} options={fallbacksOf(manager, managers)} />
        </Field>
      </Form>
    </Sheet>
  );
}

function fallbacksOf(manager: ManagerView, managers: readonly ManagerView[]) {
  const others = managers
    .filter(({ id }) => id !== manager.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = manager.fallbackId === null || others.some(({ value }) => value === manager.fallbackId);
  const unseen = isKnown ? [] : [{ value: manager.fallbackId ?? none, label: words.policy.otherFallback }];
  return [{ value: none, label: words.policy.noFallback }, ...others, ...unseen];
}

function draftOf(policy: CachePolicy): Draft {
  return {
    freshMs: durationText(policy.freshMs),
    refreshAheadRatio: words.policy.percent(policy.refreshAheadRatio),
    staleWhileUnreachableMs: durationText(policy.staleWhileUnreachableMs),
    absentMs: durationText(policy.absentMs),
    absentMaxMs: durationText(policy.absentMaxMs),
  };
}

function readDraft(draft: Draft): { policy?: CachePolicy; errors: Partial<Draft> } {
  const errors: Partial<Draft> = {};
  const length = (name: keyof CachePolicy): number => {
    const read = parseDuration(draft[name]);
    if (read === undefined) errors[name] = words.policy.notDuration;
    return Math.round(read ?? 0);
  };
  const percent = Number(draft.refreshAheadRatio.replace('%', '').trim());
  if (!(percent >= 10 && percent <= 100)) errors.refreshAheadRatio = words.policy.notPercent;
  const policy: CachePolicy = {
    freshMs: length('freshMs'),
    refreshAheadRatio: percent / 100,
    staleWhileUnreachableMs: length('staleWhileUnreachableMs'),
    absentMs: length('absentMs'),
    absentMaxMs: length('absentMaxMs'),
  };
  return Object.keys(errors).length === 0 ? { policy, errors } : { errors };
}
