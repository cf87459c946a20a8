import type { Env } from '@/lib/platform/env';
import { prepareSetUp } from '@/lib/users/set-up';

/**
 * Tells the person at the terminal where it runs and, while nobody exists, the one-time link that makes the first
 * admin. Printed rather than logged: the log has no place for such a link.
 */
export async function announceStart(settings: Env): Promise<void> {
  const setUp = await prepareSetUp(settings);
  const lines = [`Latchkey is running at ${settings.origin}`];
  if (setUp.kind === 'link') {
    lines.push(
      'Nobody can sign in yet. Make the first admin with this link; it works once and until the next start:',
      `  ${settings.origin}/set-up?link=${setUp.link}`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
