import { Check } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { type FirstSteps, stepNames } from './first-steps';
import { words } from './words';

/** The steps with a tick at what is done and a mark at what is next. */
export function StepList({ steps }: { steps: FirstSteps }) {
  return (
    <ol aria-label={words.list} className="grid gap-4">
      {stepNames.map((name, at) => {
        const isDone = steps.done[name];
        const isNext = name === steps.next;
        return (
          <li key={name} className="flex gap-3" aria-current={isNext ? 'step' : undefined}>
            <span
              className={cn(
                'flex size-6 shrink-0 items-center justify-center rounded-full text-xs',
                isDone && 'border border-ok-line bg-ok-soft text-ok-ink',
                isNext && 'bg-accent font-semibold text-on-accent',
                !isDone && !isNext && 'border text-ink-3',
              )}
            >
              {isDone ? <Check role="img" aria-label={words.done} className="size-3.5" /> : at + 1}
            </span>
            <div>
              <p className={cn('leading-6', isDone ? 'text-ink-2' : 'font-medium')}>
                {words.steps[name].title}
              </p>
              {!isDone && <p className="text-ink-2">{words.steps[name].text}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
