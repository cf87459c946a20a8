import { issueText } from '@/components/words/message-text';
import { patternSchema } from '@/lib/providers/patterns';

/** A line that is no pattern, counted from 1, and why. */
export interface WrongLine {
  line: number;
  text: string;
  why: string;
}

/** The lines of a text that are no patterns. Blank lines are none and no fault. */
export function wrongLines(text: string): WrongLine[] {
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const parsed = patternSchema.safeParse(line);
    if (parsed.success) return [];
    return [{ line: at + 1, text: line.trim(), why: issueText(parsed.error.issues[0]?.message) ?? '' }];
  });
}
