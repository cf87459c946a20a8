// A whole Environment of a connection is kept as fields that nobody named. Their stored names begin with a character that no
// name of a field may have, so that they never meet a field of the connection's own.
const mark = '@';

/** The stored name of a field that a whole Environment gave, by what people are told it is called. */
export function environmentFieldName(shown: string): string {
  return `${mark}${shown}`;
}

/** Whether a stored field is one that a whole Environment gave. */
export function isEnvironmentField(name: string): boolean {
  return name.startsWith(mark);
}

/** The name of a stored field as people are told it: of all variables together such as `SHOP_*`. */
export function shownFieldName(name: string): string {
  return isEnvironmentField(name) ? name.slice(mark.length) : name;
}
