'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { apiGetText, problemIn } from '@/components/query/api-get';
import { buttonStyles } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { CodeBlock } from '@/components/ui/code-block';
import { ProblemNote } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { connectionWords } from '../words';

const words = connectionWords.env;

/** A connection as a `.env` of references: to copy, or to download. */
export function EnvExport({ connectionKey, revision }: { connectionKey: string; revision: number }) {
  const path = `/api/v1/connections/${connectionKey}/env`;
  const { data, error } = useQuery({
    queryKey: [path, revision],
    queryFn: ({ signal }) => apiGetText(path, signal),
    retry: false,
  });
  return (
    <section className="grid gap-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-4 max-sm:grid-cols-1 max-sm:justify-items-start max-sm:gap-y-2">
        <div className="min-w-0">
          <h2 className="font-medium">{words.title}</h2>
          <p className="max-w-160 text-ink-2">{words.text}</p>
        </div>
        <a href={path} download={`${connectionKey}.env`} className={cn(buttonStyles({ size: 'sm' }))}>
          <Download aria-hidden />
          {words.download}
        </a>
      </div>
      {error ? (
        <ProblemNote problem={problemIn(error)} />
      ) : data === undefined ? (
        <Skeleton className="h-24" />
      ) : (
        <CodeBlock code={data.trimEnd()} label={words.label} />
      )}
    </section>
  );
}
