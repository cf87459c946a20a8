'use client';

import { SecretInput, type SecretInputProps } from './secret-input';

export interface PasswordInputProps extends Omit<SecretInputProps, 'autoComplete' | 'name'> {
  /** `present`: the one they have; `new`: one to be chosen. Password managers offer accordingly. */
  purpose: 'present' | 'new';
}

/** A person's own password: masked as every secret, and, other than those, one for password managers. */
export function PasswordInput({ purpose, ...rest }: PasswordInputProps) {
  return (
    <SecretInput
      {...rest}
      name={purpose === 'new' ? 'new-password' : 'password'}
      autoComplete={purpose === 'new' ? 'new-password' : 'current-password'}
      data-1p-ignore={undefined}
      data-lpignore={undefined}
    />
  );
}
