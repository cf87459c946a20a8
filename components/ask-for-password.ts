import type { Problem } from '@/lib/kernel/problem';

/** What the dialog asks for: the password once more, or to sign in again after the session ended. */
export type Ask = 'password' | 'sign-in';

type Answer = (isGiven: boolean) => void;

// Of this document: what is asked, who waits for the answer, and who draws by it.
let asked: Ask | undefined;
let waiting: Answer[] = [];
let roomCount = 0;
const listeners = new Set<() => void>();

/** Whether a problem says that the password has to be given once more (lib/access/recent). */
export function asksForPassword(problem: Problem): boolean {
  return problem.code === 'forbidden' && problem.reason === 'reauthenticate';
}

/** Asks for the password in a dialog. True once it was right; false when the person cancels, or no dialog can be shown. */
export function askForPassword(): Promise<boolean> {
  return ask('password');
}

/** Asks to sign in again, as `askForPassword`. Whoever waits for the password is answered by it too. */
export function askToSignIn(): Promise<boolean> {
  return ask('sign-in');
}

/** Asks for what a refused action wants. False at once when that is nothing a person can give. */
export function askForWhatLacks(problem: Problem): Promise<boolean> {
  if (asksForPassword(problem)) return askForPassword();
  if (problem.code === 'unauthenticated') return askToSignIn();
  return Promise.resolve(false);
}

function ask(what: Ask): Promise<boolean> {
  if (roomCount === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    asked = asked === 'sign-in' ? asked : what;
    waiting.push(resolve);
    tellAll();
  });
}

/** Answers everybody who waits. */
export function answerAsk(isGiven: boolean): void {
  const answered = waiting;
  waiting = [];
  asked = undefined;
  for (const answer of answered) answer(isGiven);
  tellAll();
}

/** What is asked now. */
export function askedNow(): Ask | undefined {
  return asked;
}

/** Whether somebody may be asked to sign in: there is a dialog for it, and it is not open. */
export function isSignInOffered(): boolean {
  return roomCount > 0 && asked !== 'sign-in';
}

/** Tells when any of this changes, until the function returned is called. */
export function onAskChange(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}

/** Says that there is a dialog, until the function returned is called; then whoever waits is told no. */
export function openAskRoom(): () => void {
  roomCount += 1;
  tellAll();
  return () => {
    roomCount -= 1;
    if (roomCount === 0) answerAsk(false);
  };
}

function tellAll(): void {
  for (const changed of [...listeners]) changed();
}
