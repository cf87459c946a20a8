import { describe, expect, it } from 'vitest';
import { errorWords } from './error-words';
import { germanErrorWords } from './error-words.de';
import { LatchkeyError } from './errors';
import { formatMessage, isMessageKey, messageFor, parseMessage, serializeMessage } from './message';
import { messages } from './messages';
import { germanMessages } from './messages.de';
import { problemOf } from './problem';

/** Something of every kind of part, so that each text can be drawn; the parts that a text wants stand among them. */
const parts = new Proxy(
  {},
  { get: (_, name) => (/^(?:name|key|because|shown)$/.test(String(name)) ? 'X' : 2) },
);

function drawn(text: unknown): string {
  return typeof text === 'function' ? text(parts) : String(text);
}

describe('the sentences that verbs write', () => {
  it.each(Object.keys(messages))('%s is said in German, and no English is left in it', (key) => {
    if (!isMessageKey(key)) throw new Error(`${key} is no sentence.`);
    const english = messages[key];
    const german = germanMessages[key];
    expect(typeof german).toBe(typeof english);
    expect(drawn(german)).not.toBe(drawn(english));
    expect(drawn(german)).not.toMatch(/\b(?:the|this|your|again|with|that)\b/i);
  });

  it.each(Object.keys(messages))('%s ends as a sentence in both languages, without an exclamation', (key) => {
    if (!isMessageKey(key)) throw new Error(`${key} is no sentence.`);
    for (const text of [drawn(messages[key]), drawn(germanMessages[key])])
      expect(text).toMatch(/^[^!]*(?:[.X]|lk_…)$/);
  });

  it('have an error code’s own words in German for each code', () => {
    expect(Object.keys(germanErrorWords)).toEqual(Object.keys(errorWords));
    for (const [code, { title, message }] of Object.entries(errorWords)) {
      expect(germanErrorWords).not.toHaveProperty([code, 'title'], title);
      expect(germanErrorWords).not.toHaveProperty([code, 'message'], message);
    }
  });

  it('are worded for each reader, one sentence inside another too', () => {
    const error = new LatchkeyError('secret_not_found', {
      says: messageFor('fieldUnresolved', {
        field: 'token',
        key: 'stripe',
        because: messageFor('itemArchived'),
      }),
      fields: { token: messageFor('itemArchived') },
    });
    expect(error.message).toMatch(/^The field token of stripe cannot be resolved. The item is in .+ archive/);
    expect(problemOf(error, 'de')).toMatchObject({
      code: 'secret_not_found',
      title: 'Geheimnis nicht gefunden',
      detail: expect.stringMatching(/^Das Feld token von stripe .+ Das Objekt liegt im Archiv/),
      fields: { token: expect.stringContaining('Archiv') },
    });
  });

  it('are stored with what they are about, and read back', () => {
    const said = messageFor('noItemNamed', { name: 'Stripe “live”' });
    expect(parseMessage(serializeMessage(said))).toEqual(said);
    expect(
      formatMessage(parseMessage(serializeMessage(messageFor('noSuchField'))) ?? { code: 'internal' }, 'de'),
    ).toContain('kein solches Feld');
  });

  it.each([null, '', 'The item has no such field.', '{"key":"goneMeanwhile"}', '{"key":"noSuchField"'])(
    'that a row does not hold in this form are none: %s',
    (stored) => expect(parseMessage(stored)).toBeUndefined(),
  );
});
