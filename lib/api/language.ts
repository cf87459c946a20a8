import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Language, languageOf } from '@/lib/kernel/language';
import { runWithLanguage } from '@/lib/platform/language';

/** The language that a request is answered in: programs read English, people what their browser or their choice says. */
export function requestLanguage({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  return headers.authorization === undefined ? languageOf(headers) : 'en';
}

/** Has verbs speak the language of whoever asks. Fastify reads a body outside of it, so it is said again after. */
export function addLanguageHook(app: FastifyInstance): void {
  for (const moment of ['onRequest', 'preValidation'] as const) {
    app.addHook(moment, (request: FastifyRequest, _reply: unknown, done: () => void) => {
      const language = requestLanguage(request);
      if (language === 'en') done();
      else runWithLanguage(language, done);
    });
  }
}
