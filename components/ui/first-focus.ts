/**
 * Where focus goes when a dialog or a sheet opens: to its first field, else to the dialog itself, never to the ×,
 * which would show its tooltip. For Radix's `onOpenAutoFocus`.
 */
export function focusFirstField(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement)) return;
  event.preventDefault();
  const field = content.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, [role="combobox"]');
  (field ?? content).focus();
}
