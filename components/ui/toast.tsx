'use client';

import { CircleCheck, CircleX, Info } from 'lucide-react';
import { type ExternalToast, toast as show, Toaster } from 'sonner';
import { uiWords } from '@/components/words/ui';

type ToastOptions = Pick<ExternalToast, 'description' | 'action' | 'duration' | 'id'>;

/** Says what happened, near the foot, clear of the bars and buttons there. For what goes wrong in a form, say it in place instead. */
export const toast = {
  done: (text: string, options?: ToastOptions) => show.success(text, actingOnce(options)),
  problem: (text: string, options?: ToastOptions) =>
    show.error(text, { duration: 8_000, ...actingOnce(options) }),
  note: (text: string, options?: ToastOptions) => show(text, actingOnce(options)),
};

/** A toast fades after its action was pressed: a second press of a double click would reach it. */
function actingOnce(options: ToastOptions | undefined): ToastOptions | undefined {
  const action = options?.action;
  if (typeof action !== 'object' || action === null || !('onClick' in action)) return options;
  let isDone = false;
  const onClick: typeof action.onClick = (event) => {
    if (isDone) return;
    isDone = true;
    action.onClick(event);
  };
  return { ...options, action: { ...action, onClick } };
}

/** Once, in the root layout. */
export function ToastRoom() {
  return (
    <Toaster
      position="bottom-center"
      offset={72}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      gap={8}
      style={{ fontFamily: 'inherit' }}
      containerAriaLabel={uiWords.notifications}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-ok-ink" />,
        error: <CircleX aria-hidden className="size-4 text-bad-ink" />,
        info: <Info aria-hidden className="size-4 text-info-ink" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded bg-raised px-3 py-2.5 text-ink text-sm shadow-float sm:w-90 [&_[data-icon]]:mt-0.5',
          title: 'font-medium',
          description: 'text-ink-2',
          content: 'min-w-0 flex-1',
          actionButton:
            'h-7 shrink-0 self-center rounded border border-line-strong px-2 font-medium text-sm hover:bg-hover',
        },
      }}
    />
  );
}
