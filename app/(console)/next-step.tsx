'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { pageMs } from '@/components/query/periods';
import { Refresher } from '@/components/refresher';
import { remember, stepsCookie } from '@/components/shell/settings';
import { Button, ButtonLink } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { words } from './words';

/** The second step: the first connection. */
export function BindNow() {
  return (
    <Step title={words.steps.bind.title} text={words.bind.text}>
      <ButtonLink variant="primary" icon={<Plus />} href="/connections/new/app">
        {words.bind.action}
      </ButtonLink>
    </Step>
  );
}

/** The third: a key for a workload. */
export function MakeKey() {
  return (
    <Step title={words.steps.key.title} text={words.key.text}>
      <ButtonLink variant="primary" icon={<Plus />} href="/admin/security/api-keys">
        {words.key.action}
      </ButtonLink>
    </Step>
  );
}

/** The last: a call to copy. Checks automatically whether it was made. */
export function ResolveNow({
  connection,
  code,
}: {
  connection: { key: string; name: string };
  code: string;
}) {
  return (
    <Step title={words.steps.resolve.title} text={words.resolve.text(connection.name)}>
      <CodeBlock code={code} label={words.resolve.code} className="w-full" />
      <ButtonLink href={`/connections/${connection.key}?part=code`}>{words.resolve.more}</ButtonLink>
      <Refresher everyMs={pageMs} />
    </Step>
  );
}

/** Takes the steps away for this person, here and from the menu. */
export function HideSteps() {
  const router = useRouter();
  const hide = () => {
    remember(stepsCookie, 'hidden');
    router.refresh();
  };
  return (
    <Button size="sm" variant="quiet" className="justify-self-start" onClick={hide}>
      {words.hide}
    </Button>
  );
}

function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid max-w-180 justify-items-start gap-4 rounded border bg-surface px-5 py-5">
      <div>
        <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
        <p className="mt-1 max-w-140 text-ink-2">{text}</p>
      </div>
      {children}
    </section>
  );
}
