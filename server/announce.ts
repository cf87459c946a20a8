import type { Env } from '@/lib/platform/env';
import type { SetUpState } from '@/lib/users/set-up';

/**
 * Tells the person at the terminal where it runs and, while nobody exists, the one-time link that makes the first
 * admin. `setUp` is absent while the database, which would tell it, is away. Printed rather than logged: the log has no
 * place for such a link.
 */
export function announceStart({ origin }: Env, setUp: SetUpState | undefined): void {
  const lines = [`Latchkey is running at ${origin}`];
  if (!setUp)
    lines.push(
      'The database server cannot be reached. What was known before the start is read meanwhile; everything else is refused.',
    );
  if (setUp?.kind === 'link') {
    lines.push(
      'Nobody can sign in yet. Make the first admin with this link; it works once, and until the next start:',
      `  ${origin}/set-up#${setUp.link}`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
