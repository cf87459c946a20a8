'use client';

import { CircleX, Lock, RotateCw, SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import { uiWords } from '@/components/words/ui';
import type { Problem } from '@/lib/kernel/problem';
import { Button } from './button';
import { EmptyState } from './empty-state';

export interface ErrorStateProps {
  problem: Problem;
  /** Without it, the button asks the server for the page again. */
  onRetry?: () => void;
  /** Where to go instead, when trying again would not help. */
  wayOn?: ReactNode;
  className?: string;
}

/** In place of what could not be shown: what happened, why, what next. */
export function ErrorState({ problem, onRetry, wayOn, className }: ErrorStateProps) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const canRetry = problem.status >= 500 || problem.status === 409;
  const retry = () => (onRetry ? onRetry() : startTransition(() => router.refresh()));
  return (
    <div role="alert">
      <EmptyState
        icon={iconOf(problem)}
        title={problem.title}
        action={
          canRetry ? (
            <Button icon={<RotateCw />} isBusy={isBusy} onClick={retry}>
              {uiWords.retry}
            </Button>
          ) : (
            wayOn
          )
        }
        {...(className ? { className } : {})}
      >
        {problem.detail}
      </EmptyState>
    </div>
  );
}

function iconOf(problem: Problem) {
  if (problem.code === 'not_found') return SearchX;
  if (problem.code === 'forbidden') return Lock;
  return CircleX;
}
