import { statusOf } from '@/lib/managers/status';
import type { ProviderAnswer } from '@/lib/providers/contract';
import type { Summary } from './circuit-breaker';

/**
 * What a whole answer says of the manager. A limit holds whatever else was answered before it was met; then one good
 * answer is enough; a refused token counts before what else is certain, and a certain "not found" is an answer too.
 */
export function summarizeAnswers(
  answers: readonly ({ ok: true } | (ProviderAnswer & { ok: false }))[],
): Summary {
  const failures = answers.filter((answer) => !answer.ok);
  const limited = failures.filter(({ code }) => code === 'provider_rate_limited');
  if (limited.length > 0) {
    const waitsMs = limited.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
    return {
      code: 'provider_rate_limited',
      retryAfterMs: waitsMs.length > 0 ? Math.max(...waitsMs) : undefined,
    };
  }
  if (failures.length < answers.length) return { code: 'ok' };
  const refused = failures.find(({ code }) => statusOf(code) === 'refused');
  if (refused) return { code: refused.code };
  if (failures.some(({ isCertain }) => isCertain)) return { code: 'ok' };
  const [first] = failures;
  return first ? { code: first.code, retryAfterMs: first.retryAfterMs } : { code: 'ok' };
}
