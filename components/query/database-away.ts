'use client';

import { useSyncExternalStore } from 'react';
import type { Problem } from '@/lib/kernel/problem';

const askEveryMs = 5_000;

// Of this document: when it was first told that the database is away.
let sinceMs: number | undefined;
const listeners = new Set<() => void>();

/**
 * Notes a problem that the server answered with. Where it says that the database is away, the page asks readiness until it is back: that
 * needs no session, which cannot be checked meanwhile, and tells no more than this.
 */
export function noteProblem({ code }: Pick<Problem, 'code'>): void {
  if (code === 'database_unavailable') noteAway();
}

/** Since when the database is away, as far as this page knows, in milliseconds since the epoch. Undefined: it is there. */
export function useAwaySince(): number | undefined {
  return useSyncExternalStore(subscribe, currentSince, onServer);
}

/** Tells when the database goes away or is back, until the function returned is called. */
export function onDatabaseAway(changed: (isAway: boolean) => void): () => void {
  return subscribe(() => changed(sinceMs !== undefined));
}

/** Asks whether the database is away, before something that would replace what the page shows. */
export async function isDatabaseAway(): Promise<boolean> {
  if (sinceMs === undefined && (await isAwayNow())) noteAway();
  return sinceMs !== undefined;
}

function noteAway(): void {
  if (sinceMs !== undefined) return;
  sinceMs = Date.now();
  tell();
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void endWhenBack(timer);
  }, askEveryMs);
}

async function endWhenBack(timer: ReturnType<typeof setInterval>): Promise<void> {
  if (sinceMs === undefined || (await isAwayNow()) !== false) return;
  clearInterval(timer);
  sinceMs = undefined;
  tell();
}

/** Undefined: nothing that tells it was answered. */
async function isAwayNow(): Promise<boolean | undefined> {
  try {
    const response = await fetch('/api/ready');
    const body: unknown = await response.json();
    const state: unknown = Object(Object(body).parts).database;
    if (typeof state !== 'string') return undefined;
    // Down: for longer than reads may go on without it.
    return state === 'database_unavailable' || state === 'down';
  } catch {
    return undefined;
  }
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}

function tell(): void {
  for (const changed of [...listeners]) changed();
}

const currentSince = () => sinceMs;
const onServer = () => undefined;
