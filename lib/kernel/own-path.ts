/** The server writes the path that was asked for here, over whatever the browser sent. */
export const askedPathHeader = 'x-latchkey-path';

const here = 'http://own.invalid';

/**
 * The path, query included, when `text` is a page of this console; else `/`. Whatever a browser would take for another
 * origin (`//host`, `/\\host`, a scheme) is none, and so are machine addresses and the ways in and out.
 */
export function ownPath(text: string): string {
  if (!text.startsWith('/') || !URL.canParse(text, here)) return '/';
  const { origin, pathname, search, searchParams } = new URL(text, here);
  if (
    origin !== here ||
    /^\/(?:api|_next|sign-in|set-up)(?:\/|$)/.test(pathname) ||
    pathname.startsWith('//')
  )
    return '/';
  // Next's own mark on the requests of its router.
  if (!searchParams.has('_rsc')) return pathname + search;
  searchParams.delete('_rsc');
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
}
