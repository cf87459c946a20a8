import { ExternalLink, FlaskConical } from 'lucide-react';
import { CodeBlock } from '@/components/ui/code-block';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import type { ProviderId } from '@/lib/providers/descriptors';
import { words } from './words';

// As https://developer.1password.com/docs/cli/reference/management-commands/service-account has it.
// and https://developer.1password.com/docs/cli/reference/management-commands/connect
const commands: Record<ProviderId, string> = {
  onepassword: 'op service-account create Latchkey --vault "Production:read_items"',
  'onepassword-connect': 'op connect token create Latchkey --server "My server" --vault "Production,r"',
};

export interface HowToProps {
  provider: ProviderId;
  isOpenAtFirst?: boolean;
  sandbox: string | undefined;
}

/** How to get a token, with the least it needs; the sandbox, where one is trusted. */
export function HowTo({ provider, isOpenAtFirst = false, sandbox }: HowToProps) {
  const told = provider === 'onepassword' ? words.howTo : words.server.howTo;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <Disclosure title={told.title} isOpenAtFirst={isOpenAtFirst}>
        <ol className="grid list-decimal gap-1.5 pb-2 pl-5 text-ink-2 marker:text-ink-3">
          {told.steps.map((step) => (
            <li key={step} className="pl-1">
              {step}
            </li>
          ))}
        </ol>
        <p className="mb-1.5 text-ink-2">{told.command}</p>
        <CodeBlock code={commands[provider]} label={told.commandLabel} className="mb-3" />
        <a
          href={told.href}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1.5 rounded-xs font-medium text-accent-ink hover:underline"
        >
          {told.link}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </Disclosure>
      {sandbox && provider === 'onepassword' && (
        <Notice tone="info" icon={FlaskConical} title={words.sandbox.title}>
          {words.sandbox.text(sandbox)}
        </Notice>
      )}
    </div>
  );
}
