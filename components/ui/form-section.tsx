import type { ReactNode } from 'react';

export interface FormSectionProps {
  title: ReactNode;
  /** Help, beside the fields on wide pages. */
  help?: ReactNode;
  children: ReactNode;
}

/** A part of a long form: title and help at the left, fields (at most 640 pixels) at the right. */
export function FormSection({ title, help, children }: FormSectionProps) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t py-6 first:border-t-0 first:pt-0 lg:grid-cols-[240px_minmax(0,640px)]">
      <div>
        <h2 className="font-semibold text-base">{title}</h2>
        {help && <div className="mt-1 text-ink-3 text-sm">{help}</div>}
      </div>
      <div className="grid min-w-0 content-start gap-4">{children}</div>
    </section>
  );
}
