// Titles are for people's eyes. Four of them, cut here, still fit a column and an index.
const mostCharacters = 300;

// Control characters, NUL among them, separators of lines and paragraphs, what turns the direction of writing, and halves of
// surrogate pairs: no title needs them, a database refuses some and a terminal obeys others.
const odd = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * A title or label as it leaves the worker: an odd character is replaced by U+FFFD, never left out, so that no title turns
 * into another one; one of more than 300 UTF-16 units is cut, with an ellipsis at its end.
 */
export function cleanTitle(text: string): string {
  const cut = text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text;
  return cut.replace(odd, '\ufffd');
}
