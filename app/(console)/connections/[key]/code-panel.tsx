import { KeyRound } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Tabs } from '@/components/ui/tabs';
import type { ConnectionView } from '@/lib/connections/schema';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import { connectionWords } from '../words';
import { answerSample, codeSamples } from './code-samples';
import { EnvExport } from './env-export';

const words = connectionWords.code;

/** How a workload gets this connection: to copy. */
export function CodePanel({ view, origin, role }: { view: ConnectionView; origin: string; role: Role }) {
  const mayMakeKeys = roleMay(role, 'api-key:write');
  return (
    <div className="grid max-w-180 gap-4">
      <p className="max-w-160 text-ink-2">
        {words.intro} {!mayMakeKeys && words.askAdmin}
      </p>
      <Tabs
        label={words.tabs}
        tabs={codeSamples(view, origin).map(({ id, name, code }) => ({
          value: id,
          label: name,
          content: <CodeBlock code={code} label={words.example(name)} />,
        }))}
      />
      <section className="grid gap-2">
        <h2 className="font-medium">{words.answer}</h2>
        <CodeBlock code={answerSample(view)} label={words.answer} />
      </section>
      <EnvExport connectionKey={view.key} revision={view.revision} />
      {mayMakeKeys && (
        <ButtonLink href="/admin/security/api-keys" icon={<KeyRound />} className="justify-self-start">
          {words.apiKeys}
        </ButtonLink>
      )}
    </div>
  );
}
