import { CircleCheck, CircleDashed, CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react';

/** State colours. Never without an icon and a word. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'idle';

/** The icon of a tone where nothing more exact is given. */
export const toneIcons: Record<Tone, LucideIcon> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleX,
  info: Info,
  idle: CircleDashed,
};
