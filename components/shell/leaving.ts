/** Asks whether unsaved work may be left; calls `go` when it may, perhaps later, perhaps never. */
export type LeaveQuestion = (go: () => void) => void;

const questions: LeaveQuestion[] = [];

/** Lets `question` be asked before the page is left by anything but a link; returns what takes it back. */
export function guardLeaving(question: LeaveQuestion): () => void {
  questions.push(question);
  return () => {
    const at = questions.indexOf(question);
    if (at >= 0) questions.splice(at, 1);
  };
}

/** Leaves the page by `go`: at once, or when whoever has unsaved work there says so. */
export function leaveBy(go: () => void): void {
  const question = questions.at(-1);
  if (question) question(go);
  else go();
}
