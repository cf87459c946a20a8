/** A text as part of an SQL LIKE pattern: what would stand for any characters stands for itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** A Prisma filter: what holds a text, whatever the case. Prisma itself leaves the signs of a pattern as they are. */
export function holding(text: string) {
  return { contains: escapeLike(text), mode: 'insensitive' } as const;
}
