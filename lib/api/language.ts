import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Language, languageOf } from '@/lib/kernel/language';
import { speaking } from '@/lib/platform/language';

/** The language that a request is answered in: programs read English, people what their browser or their choice says. */
export function spokenTo({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  return headers.authorization === undefined ? languageOf(headers) : 'en';
}

/** Has verbs speak the language of whoever asks. Fastify reads a body outside of it, so it is said again after. */
export function speakToEach(app: FastifyInstance): void {
  for (const moment of ['onRequest', 'preValidation'] as const) {
    app.addHook(moment, (request: FastifyRequest, _reply: unknown, done: () => void) => {
      const language = spokenTo(request);
      if (language === 'en') done();
      else speaking(language, done);
    });
  }
}
