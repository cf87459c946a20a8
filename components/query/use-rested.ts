'use client';

import { useEffect, useState } from 'react';

const typingRestMs = 400;

/** What was typed last, once the typing rests. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), typingRestMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
