'use client';

import { useEffect, useState } from 'react';

const restMs = 120;

/** The text once its typing rests: what is asked of the server for each letter makes the last one wait for the others. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
