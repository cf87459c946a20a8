/**
 * Where menus and lists of choices are put in the document: inside the open dialog, else inside the page's landmark,
 * so that screen readers find them where they belong. Undefined on the server and on pages without either: the body.
 */
export function floatingContainer(): HTMLElement | undefined {
  if (typeof document === 'undefined') return undefined;
  const dialogs = document.querySelectorAll<HTMLElement>(
    '[role="dialog"][data-state="open"], [role="alertdialog"]',
  );
  return dialogs[dialogs.length - 1] ?? document.querySelector('main') ?? undefined;
}
