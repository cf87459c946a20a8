'use client';

import { useEffect, useState } from 'react';
import type { WrongLine } from './wrong-lines';

export type LineCheck = (text: string) => readonly WrongLine[];

const unjudged: LineCheck = () => [];

/** Tells which lines of a text are no patterns. The code that judges comes after the page: until then none is wrong. */
export function useLineCheck(): LineCheck {
  const [judge, setJudge] = useState<LineCheck>(() => unjudged);
  useEffect(() => {
    // Without it the verb judges when it is saved.
    import('./wrong-lines').then(
      ({ wrongLines }) => setJudge(() => wrongLines),
      () => undefined,
    );
  }, []);
  return judge;
}
