import { arrangeWords } from './words';

const mostShown = 8;

/** Connections by name and key, for a question about many: the first few, then how many more. */
export function AffectedList({ connections }: { connections: readonly { key: string; name: string }[] }) {
  return (
    <ul className="rounded border bg-sunken px-3 py-2">
      {connections.slice(0, mostShown).map(({ key, name }) => (
        <li key={key} className="flex justify-between gap-3">
          <span className="min-w-0 truncate font-medium text-ink">{name}</span>
          <span className="min-w-0 truncate font-mono text-ink-3 text-xs leading-5">{key}</span>
        </li>
      ))}
      {connections.length > mostShown && <li>{arrangeWords.bulk.andMore(connections.length - mostShown)}</li>}
    </ul>
  );
}
