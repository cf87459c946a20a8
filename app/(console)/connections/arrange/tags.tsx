import { arrangeWords } from './words';

const mostShown = 2;

/** Tags in a row of the list: the first few, then how many more. They give way to the name beside them. */
export function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  const more = tags.slice(mostShown);
  return (
    <span className="flex min-w-0 shrink-999 gap-1 max-md:hidden">
      {tags.slice(0, mostShown).map((tag) => (
        <span
          key={tag}
          className="min-w-4 max-w-24 truncate rounded-sm border bg-sunken px-1 font-normal text-ink-2 text-xs"
        >
          {tag}
        </span>
      ))}
      {more.length > 0 && (
        <span title={more.join(', ')} className="shrink-0 font-normal text-ink-3 text-xs">
          {arrangeWords.tags.more(more.length)}
        </span>
      )}
    </span>
  );
}
