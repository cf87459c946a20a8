import { Notice } from '@/components/ui/notice';
import { saidAppOf } from '@/components/words/apps';
import type { Proposal } from './proposal';
import { words as allWords } from './words';

const words = allWords.proposal;

/** Above the projects: what was added to them for a connection that is refused. */
export function ProposalNote({ id, proposal }: { id: string; proposal: Proposal }) {
  const { connection, app, fields, projects } = proposal;
  const labels = saidAppOf(app).fields;
  const names = fields.map((field) => labels.find(({ name }) => name === field)?.label ?? field);
  return (
    <div id={id}>
      <Notice tone="info" title={words.title(connection.name, names.join(', '))}>
        <p>{words.text}</p>
        <ul className="mt-1.5 grid gap-1">
          {projects.map((project) => (
            <li key={project.id} className="flex min-w-0 flex-wrap items-baseline gap-x-3">
              <span className="font-medium text-ink">{project.name}</span>
              <span className="grid min-w-0">
                {project.patterns.map((pattern) => (
                  <code key={pattern} className="text-xs leading-5 [overflow-wrap:anywhere]">
                    {pattern}
                  </code>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
