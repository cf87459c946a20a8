import type { Problem } from '@/lib/kernel/problem';

type Answer = (isGiven: boolean) => void;

// Of this document: the question that is open, and the room that shows it.
let open: Answer | undefined;
let roomChanged: (() => void) | undefined;

/** Whether a problem says that the password has to be given once more (lib/access/recent). */
export function asksForPassword(problem: Problem): boolean {
  return problem.code === 'forbidden' && problem.reason === 'reauthenticate';
}

/** Asks for the password in a dialog. True once it was right; false when the person cancels, or no dialog can be shown. */
export function askForPassword(): Promise<boolean> {
  if (!roomChanged) return Promise.resolve(false);
  open?.(false);
  return new Promise((resolve) => {
    open = resolve;
    roomChanged?.();
  });
}

/** Answers the open question. */
export function answerPasswordAsk(isGiven: boolean): void {
  open?.(isGiven);
  open = undefined;
  roomChanged?.();
}

/** Whether a question is open. */
export function isPasswordAsked(): boolean {
  return open !== undefined;
}

/** Tells the room when a question opens or closes, until the function returned is called. */
export function onPasswordAsk(changed: () => void): () => void {
  roomChanged = changed;
  return () => {
    roomChanged = undefined;
    open?.(false);
    open = undefined;
  };
}
