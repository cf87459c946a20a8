// How a name that somebody wrote compares with a title: the same in one of a few ways, or off by a slip.

const mostEdits = 2;
// A short name is another one after two edits: “key” is not “dev”.
const lettersPerEdit = 3;

/**
 * In which way a name is a title: 0 letter by letter, 1 by Unicode's composed form, 2 whatever the case, 3 to 5 the same
 * once `%C3%A9` is read as é. Undefined: it is not.
 */
export function sameness(name: string, title: string): number | undefined {
  const plain = degreeOf(name, title);
  if (plain !== undefined) return plain;
  const decoded = percentDecoded(name);
  const degree = decoded === undefined ? undefined : degreeOf(decoded, title);
  return degree === undefined ? undefined : degree + 3;
}

/**
 * How far a name is from a title that it may have been meant for: 1 when only signs, spaces, accents or number differ, else
 * the letters that are one too many, missing, changed or exchanged with the next, at most two. Undefined: further.
 */
export function slip(name: string, title: string): number | undefined {
  const written = bare(percentDecoded(name) ?? name);
  const meant = bare(title);
  if (written === '' || meant === '') return undefined;
  if (written === meant || singular(written) === singular(meant)) return 1;
  const most = Math.min(mostEdits, Math.floor(Math.min(written.length, meant.length) / lettersPerEdit));
  const edits = most === 0 ? Number.POSITIVE_INFINITY : editDistance(written, meant, most);
  return edits <= most ? edits : undefined;
}

function degreeOf(name: string, title: string): number | undefined {
  if (name === title) return 0;
  const [one, other] = [name.normalize('NFC'), title.normalize('NFC')];
  if (one === other) return 1;
  return one.toLowerCase() === other.toLowerCase() ? 2 : undefined;
}

/** Undefined: there is nothing to decode, or it is no such text. */
function percentDecoded(name: string): string | undefined {
  if (!/%[0-9a-f]{2}/i.test(name)) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

/** Letters, digits and symbols alone, small and without accents. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}]/gu, '')
    .toLowerCase();
}

function singular(text: string): string {
  return text.replace(/ies$/, 'y').replace(/s$/, '');
}

/** Edits from one text to the other, two neighbours exchanged being one; anything above `most` for what is further. */
function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let edits = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isExchanged =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isExchanged) edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
      now.push(edits);
    }
    if (Math.min(...now) > most) return most + 1;
    before = last;
    last = now;
  }
  return last[other.length] ?? most + 1;
}
