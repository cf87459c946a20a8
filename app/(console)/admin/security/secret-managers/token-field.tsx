'use client';

import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SecretInput } from '@/components/ui/secret-input';
import { messageText } from '@/components/words/message-text';
import type { Problem } from '@/lib/kernel/problem';
import type { ManagerView } from '@/lib/managers/schema';
import { readServiceAccountToken } from '@/lib/providers/onepassword/token-text';
import { words } from './words';

export interface TokenFieldProps {
  value: string;
  onValueChange: (value: string) => void;
  label?: string;
  /** What the server said about this very token. */
  problem: Problem | undefined;
  /** The secret managers there are, so that one of the same service account is named at once. */
  managers?: readonly ManagerView[];
}

/** The token: masked, taken out of what was pasted around it, its shape judged at once without any request. */
export function TokenField(props: TokenFieldProps) {
  const { value, onValueChange, label = words.form.token, problem, managers = [] } = props;
  const reading = value === '' ? undefined : readServiceAccountToken(value);
  const refused = problem && refusalOf(problem);
  const error = reading && !reading.ok ? messageText(reading.says) : refused;
  const same = reading?.ok
    ? managers.filter(({ serviceAccount }) => serviceAccount === reading.token.email).map(({ name }) => name)
    : [];
  return (
    <div className="grid gap-1.5">
      <Field label={label} help={words.form.tokenHelp} error={error} isRequired>
        <SecretInput
          name="service-account-token"
          placeholder="ops_…"
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
        />
      </Field>
      {reading?.ok && !error && (
        <p className="flex gap-1.5 text-ok-ink text-xs">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0">
            {words.form.tokenReadable(reading.token.signInAddress)}
            {reading.isExtracted && ` ${words.form.tokenExtracted}`}
          </span>
        </p>
      )}
      {same.length > 0 && (
        <Notice tone="warn" icon={TriangleAlert} title={words.form.sameAccount(same)}>
          {words.form.sameAccountText}
        </Notice>
      )}
    </div>
  );
}

// The record's own words advise to replace a token that is saved; this one is not yet.
function refusalOf(problem: Problem): string | undefined {
  if (problem.code === 'provider_denied') return words.form.refused;
  if (problem.fields) return problem.fields['config.serviceAccountToken'];
  return ['invalid_token', 'sign_in_address_refused'].includes(problem.code) ? problem.detail : undefined;
}

/** Whether a text is a whole token. */
export function isWholeToken(text: string): boolean {
  return readServiceAccountToken(text).ok;
}
