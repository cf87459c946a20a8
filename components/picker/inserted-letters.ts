/** How many letters of a text are new between what it has in common with the one before, at its beginning and its end. */
export function insertedLetters(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  let ending = 0;
  while (ending < most - same && before.at(-1 - ending) === after.at(-1 - ending)) ending += 1;
  return after.length - same - ending;
}
