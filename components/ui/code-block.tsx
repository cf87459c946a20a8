import { cn } from './cn';
import { CopyButton } from './copy-button';

export interface CodeBlockProps {
  code: string;
  /** What it is, for screen readers: "Example in Node". */
  label: string;
  className?: string;
}

/** Code to copy. Scrolls inside itself. */
export function CodeBlock({ code, label, className }: CodeBlockProps) {
  return (
    <div className={cn('relative min-w-0 rounded border bg-sunken', className)}>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mr-10 overflow-x-auto rounded px-3 py-2.5"
      >
        <pre className="text-xs leading-5">{code}</pre>
      </section>
      <CopyButton text={code} className="absolute top-1.5 right-1.5 bg-sunken" />
    </div>
  );
}
