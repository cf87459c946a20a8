import { ExternalLink, FlaskConical } from 'lucide-react';
import { CodeBlock } from '@/components/ui/code-block';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { words } from './words';

// As https://developer.1password.com/docs/cli/reference/management-commands/service-account has it.
const command = 'op service-account create Latchkey --vault "Production:read_items"';

export interface HowToProps {
  isOpenAtFirst?: boolean;
  sandbox: string | undefined;
}

/** How to make a service account, in four steps with the least it needs; the sandbox, where one is trusted. */
export function HowTo({ isOpenAtFirst = false, sandbox }: HowToProps) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <Disclosure title={words.howTo.title} isOpenAtFirst={isOpenAtFirst}>
        <ol className="grid list-decimal gap-1.5 pb-2 pl-5 text-ink-2 marker:text-ink-3">
          {words.howTo.steps.map((step) => (
            <li key={step} className="pl-1">
              {step}
            </li>
          ))}
        </ol>
        <p className="mb-1.5 text-ink-2">{words.howTo.command}</p>
        <CodeBlock code={command} label={words.howTo.commandLabel} className="mb-3" />
        <a
          href={words.howTo.href}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1.5 rounded-xs font-medium text-accent-ink hover:underline"
        >
          {words.howTo.link}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </Disclosure>
      {sandbox && (
        <Notice tone="info" icon={FlaskConical} title={words.sandbox.title}>
          {words.sandbox.text(sandbox)}
        </Notice>
      )}
    </div>
  );
}
