import { cn } from './cn';

/** That a page is on its way: along the foot of the link that leads there, or along the top of the page. */
export function PendingBar({ place }: { place: 'link' | 'page' }) {
  return (
    <span
      aria-hidden
      data-pending
      className={cn(
        'pending-bar pointer-events-none inset-x-0 h-0.5 overflow-hidden',
        place === 'link' ? 'absolute bottom-0' : 'fixed top-0 z-60',
      )}
    />
  );
}
