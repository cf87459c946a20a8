'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type ClipboardEvent, type ReactNode, useEffect, useState } from 'react';
import { uiWords } from '@/components/words/ui';
import { IconButton } from './icon-button';
import { Input, type InputProps } from './input';

export interface SecretInputProps extends Omit<InputProps, 'type' | 'after' | 'isMono'> {
  /** More icon buttons (size `inset`), left of the eye; say how many, so that the text stops before them. */
  actions?: ReactNode;
  actionCount?: number;
}

/** A masked input. Pasted text is trimmed; the text shows only while the eye is held, by pointer or by key. */
export function SecretInput({
  actions,
  actionCount = actions ? 1 : 0,
  onPaste,
  style,
  ...rest
}: SecretInputProps) {
  const [isShown, setShown] = useState(false);
  useHideOnRelease(isShown, () => setShown(false));
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    pasteTrimmed(event);
    onPaste?.(event);
  };
  const isHoldKey = (key: string) => key === ' ' || key === 'Enter';
  const eye = (
    <IconButton
      size="inset"
      label={uiWords.reveal}
      icon={isShown ? <EyeOff /> : <Eye />}
      aria-pressed={isShown}
      onPointerDown={() => setShown(true)}
      onKeyDown={(event) => isHoldKey(event.key) && setShown(true)}
      onBlur={() => setShown(false)}
      onContextMenu={(event) => event.preventDefault()}
    />
  );
  return (
    <Input
      autoComplete="new-password"
      autoCapitalize="off"
      autoCorrect="off"
      data-1p-ignore
      data-lpignore="true"
      data-secret
      {...rest}
      isMono
      type={isShown ? 'text' : 'password'}
      onPaste={paste}
      style={{ ...style, paddingRight: `${12 + 28 * (1 + actionCount)}px` }}
      after={
        <>
          {actions}
          {eye}
        </>
      }
    />
  );
}

function useHideOnRelease(isShown: boolean, hide: () => void): void {
  useEffect(() => {
    if (!isShown) return;
    const events = ['pointerup', 'pointercancel', 'keyup', 'blur'] as const;
    for (const event of events) window.addEventListener(event, hide);
    return () => {
      for (const event of events) window.removeEventListener(event, hide);
    };
  });
}

function pasteTrimmed(event: ClipboardEvent<HTMLInputElement>): void {
  const input = event.currentTarget;
  const text = event.clipboardData.getData('text');
  if (text === text.trim()) return;
  event.preventDefault();
  input.setRangeText(text.trim(), input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
