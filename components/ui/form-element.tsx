'use client';

import {
  type FormEvent,
  type FormHTMLAttributes,
  type RefObject,
  useContext,
  useEffect,
  useRef,
} from 'react';
import { FormName } from './form-name';
import { KeptNote } from './kept-note';

export interface FormElementProps
  extends Omit<FormHTMLAttributes<HTMLFormElement>, 'method' | 'action' | 'onSubmit'> {
  ref?: RefObject<HTMLFormElement | null>;
  onSubmit: () => unknown;
  /** Its name on the page, when its values are held by `useKeptState`: they survive the reload for a new version. */
  keptAs?: string | undefined;
}

/**
 * The only `<form>` of the console. It submits with POST, so that a native submit before hydration puts no typed value into the
 * URL. Submit buttons are disabled until hydration, and values typed before hydration are kept.
 */
export function FormElement({ ref, onSubmit, keptAs, children, ...rest }: FormElementProps) {
  const own = useRef<HTMLFormElement>(null);
  const element = ref ?? own;
  // A question that is asked within something whose values are kept loses nothing of that.
  const around = useContext(FormName);
  useEffect(() => {
    if (element.current) tellTyped(element.current);
  }, [element]);
  return (
    <FormName value={keptAs ?? around}>
      {keptAs !== undefined && <KeptNote form={keptAs} />}
      <form
        {...rest}
        ref={element}
        method="post"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          // React takes a portal's submit on to the form around it, which must not be sent with it.
          event.stopPropagation();
          onSubmit();
        }}
      >
        {children}
      </form>
    </FormName>
  );
}

/** Tells React of what was typed, or filled in by a password manager, before it listened. */
function tellTyped(form: HTMLFormElement): void {
  for (const control of form.elements) {
    const isText = control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
    if (!isText || control.value === control.defaultValue || control.type === 'checkbox') continue;
    const typed = control.value;
    // React takes an event for news only if the value is another than the one it saw last.
    control.value = '';
    const prototype = Object.getPrototypeOf(control) as HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, typed);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
