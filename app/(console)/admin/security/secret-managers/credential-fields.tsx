'use client';

import { CircleCheck } from 'lucide-react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { Textarea } from '@/components/ui/textarea';
import { messageText } from '@/components/words/message-text';
import type { Problem } from '@/lib/kernel/problem';
import type { ConnectInput, ManagerView } from '@/lib/managers/schema';
import type { ProviderId } from '@/lib/providers/descriptors';
import { readConnectToken } from '@/lib/providers/onepassword-connect/token';
import { isWholeToken, TokenField } from './token-field';
import { words } from './words';

/** What is typed of a configuration, whatever the kind of secret manager. */
export interface TypedCredential {
  serviceAccountToken: string;
  serverUrl: string;
  token: string;
  caCertificate: string;
}

export const nothingTyped: TypedCredential = {
  serviceAccountToken: '',
  serverUrl: '',
  token: '',
  caCertificate: '',
};

/** The configuration as the API takes it. */
export function configOf(provider: ProviderId, typed: TypedCredential): ConnectInput['config'] {
  const { serviceAccountToken, serverUrl, token, caCertificate } = typed;
  if (provider === 'onepassword') return { serviceAccountToken };
  return { serverUrl, token, ...(caCertificate.trim() === '' ? {} : { caCertificate }) };
}

/** What is missing before anything can be tested; undefined when nothing is. */
export function lackOf(provider: ProviderId, typed: TypedCredential): string | undefined {
  if (provider === 'onepassword')
    return isWholeToken(typed.serviceAccountToken) ? undefined : words.form.needToken;
  if (typed.serverUrl.trim() === '') return words.form.needAddress;
  return readConnectToken(typed.token).ok ? undefined : words.form.needToken;
}

/** Whether a problem is told at one of these fields. */
export function isAboutCredential(problem: Problem | undefined): boolean {
  if (!problem) return false;
  if (problem.fields) return Object.keys(problem.fields).some((name) => name.startsWith('config.'));
  return ['invalid_token', 'sign_in_address_refused', 'provider_denied'].includes(problem.code);
}

export interface CredentialFieldsProps {
  provider: ProviderId;
  value: TypedCredential;
  onValueChange: (value: TypedCredential) => void;
  /** What the server said about this very credential. */
  problem: Problem | undefined;
  /** The secret managers there are, so that one of the same service account is named at once. */
  managers?: readonly ManagerView[];
  /** Of the token, in place of its usual label. */
  tokenLabel?: string;
}

/** The fields that a kind of secret manager asks for. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { provider, value, onValueChange, problem, managers = [], tokenLabel } = props;
  if (provider === 'onepassword')
    return (
      <TokenField
        {...(tokenLabel === undefined ? {} : { label: tokenLabel })}
        value={value.serviceAccountToken}
        onValueChange={(serviceAccountToken) => onValueChange({ ...value, serviceAccountToken })}
        problem={problem}
        managers={managers}
      />
    );
  return <ServerFields {...props} />;
}

/** Address, token and authority of a Connect server. */
function ServerFields({ value, onValueChange, problem, tokenLabel }: CredentialFieldsProps) {
  const reading = value.token === '' ? undefined : readConnectToken(value.token);
  const tokenError =
    reading && !reading.ok ? messageText(reading.says) : problem && errorAt(problem, 'token', tokenCodes);
  const addressError = problem && errorAt(problem, 'serverUrl', ['sign_in_address_refused']);
  return (
    <>
      <Field
        label={words.server.address}
        help={addressError ? undefined : words.server.addressHelp}
        error={addressError}
        isRequired
      >
        <Input
          isMono
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://connect.example.com:8443"
          value={value.serverUrl}
          onChange={(event) => onValueChange({ ...value, serverUrl: event.target.value })}
        />
      </Field>
      <div className="grid gap-1.5">
        <Field
          label={tokenLabel ?? words.server.token}
          help={words.form.tokenHelp}
          error={tokenError}
          isRequired
        >
          <SecretInput
            name="connect-token"
            placeholder="eyJ…"
            value={value.token}
            onChange={(event) => onValueChange({ ...value, token: event.target.value })}
          />
        </Field>
        {reading?.ok && !tokenError && (
          <p className="flex gap-1.5 text-ok-ink text-xs">
            <CircleCheck aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0">
              {words.server.tokenReadable}
              {reading.isExtracted && ` ${words.form.tokenExtracted}`}
            </span>
          </p>
        )}
      </div>
      <Field
        label={words.server.certificate}
        help={words.server.certificateHelp}
        error={problem && errorAt(problem, 'caCertificate', [])}
        isOptional
      >
        <Textarea
          isMono
          rows={3}
          autoComplete="off"
          spellCheck={false}
          placeholder="-----BEGIN CERTIFICATE-----"
          value={value.caCertificate}
          onChange={(event) => onValueChange({ ...value, caCertificate: event.target.value })}
          className="max-h-40 text-xs"
        />
      </Field>
    </>
  );
}

const tokenCodes = ['invalid_token', 'provider_denied'];

function errorAt(problem: Problem, name: string, codes: readonly string[]): string | undefined {
  if (problem.fields) return problem.fields[`config.${name}`];
  if (!codes.includes(problem.code)) return undefined;
  return problem.code === 'provider_denied' ? words.server.refused : problem.detail;
}
