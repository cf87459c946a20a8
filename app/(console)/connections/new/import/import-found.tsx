import { Link2, Type } from 'lucide-react';
import { Notice } from '@/components/ui/notice';
import type { ImportLine, ReadImport } from './read-import';
import { importWords } from './words';

const words = importWords.found;
const mostShown = 100;

/** What is read of a text: each field with its line, and each line that becomes none with the reason. */
export function ImportFound({ read, takesTyped }: { read: ReadImport; takesTyped: boolean }) {
  const { unread } = read;
  const lines = read.lines.filter(({ content }) => takesTyped || content.kind === 'reference');
  return (
    <>
      <p role="status" className="tabular font-medium">
        {[words.fields(lines.length), ...(unread.length > 0 ? [words.unread(unread.length)] : [])].join(
          ' · ',
        )}
      </p>
      {lines.length > 0 && (
        <ul aria-label={words.list} className="divide-y divide-line rounded border bg-surface">
          {lines.slice(0, mostShown).map((line) => (
            <FoundLine key={line.line} found={line} />
          ))}
          {lines.length > mostShown && (
            <li className="px-3 py-2 text-ink-3">{words.more(lines.length - mostShown)}</li>
          )}
        </ul>
      )}
      {unread.length > 0 && (
        <Notice tone="warn" role="status" title={importWords.unread.title(unread.length)}>
          <ul className="my-1 grid gap-1">
            {unread.slice(0, mostShown).map(({ line, text, why }) => (
              <li key={line} className="min-w-0">
                <span className="tabular font-medium">{words.line(line)}:</span> {importWords.unread.why[why]}{' '}
                <code className="break-words text-ink-3 text-xs">{shortened(text)}</code>
              </li>
            ))}
            {unread.length > mostShown && <li>{words.more(unread.length - mostShown)}</li>}
          </ul>
          {importWords.unread.keep}
        </Notice>
      )}
    </>
  );
}

function FoundLine({ found: { line, name, content } }: { found: ImportLine }) {
  const isReference = content.kind === 'reference';
  const Icon = isReference ? Link2 : Type;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 px-3 py-2 sm:grid-cols-[auto_minmax(0,200px)_minmax(0,1fr)]">
      <span title={words.line(line)} className="tabular min-w-6 text-right text-ink-3">
        <span className="sr-only">{words.line(line)}</span>
        <span aria-hidden>{line}</span>
      </span>
      <span className="min-w-0 break-words">
        {name ? <code className="text-xs">{name}</code> : <span className="text-ink-3">{words.named}</span>}
      </span>
      <span className="flex min-w-0 items-start gap-1.5 max-sm:col-start-2">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
        {isReference ? (
          <span className="min-w-0">
            <code className="break-words text-xs">
              {content.text === undefined
                ? content.reference
                : content.text.replace('{{secret}}', `{{ ${content.reference} }}`)}
            </code>
            {content.managerName && (
              <span className="block text-ink-3 text-xs">{words.through(content.managerName)}</span>
            )}
          </span>
        ) : (
          <span className="text-ink-2">{content.value === '' ? words.empty : words.typed}</span>
        )}
      </span>
    </li>
  );
}

const mostCharacters = 80;

/** Enough to find the line by. */
function shortened(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
