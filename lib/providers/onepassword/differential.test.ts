import { type Client, createClient } from '@1password/sdk';
import { describe, expect, it } from 'vitest';
import type { Provider, ProviderSession } from '@/lib/providers/contract';
import { isBoundById, isReferenceId, parseReference, type Reference } from '@/lib/providers/op/reference';
import { parseLocator } from '@/lib/providers/references';
import { type GeneratedAccount, generateAccount, generateReference } from './testing/generate-account';
import { type SeededRandom, seededRandom } from './testing/seeded-random';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

// LATCHKEY_DIFFERENTIAL_ROUNDS=50 makes the long run: each round is a new account and 120 references.
const rounds = Number(process.env.LATCHKEY_DIFFERENTIAL_ROUNDS ?? 1);
const firstSeed = Number(process.env.LATCHKEY_DIFFERENTIAL_SEED ?? 1005);
const referencesPerRound = 120;

const bench = useTestBench({ timeoutMs: 60_000 });

/** What the SDK's own resolve says, in the same words as `brief`. */
async function oracle(client: Client, text: string): Promise<string> {
  try {
    return `= ${await client.secrets.resolve(text)}`;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // With a vault's id and an item's title, whatever is wrong with the item is told as a missing vault.
    const isHidden = /no vault matched/.test(message) && isReferenceId(tryParse(text)?.vault ?? '');
    return isHidden ? hiddenCause(client, text) : codeOf(message);
  }
}

async function hiddenCause(client: Client, text: string): Promise<string> {
  try {
    const answer = await client.secrets.resolveAll([text]);
    const type = answer.individualResponses[text]?.error?.type ?? 'none';
    return type.startsWith('tooMany') ? 'secret_ambiguous' : 'secret_not_found';
  } catch (error) {
    return codeOf(error instanceof Error ? error.message : String(error));
  }
}

function codeOf(message: string): string {
  if (/could not be parsed/.test(message)) return 'reference_invalid';
  if (/more than one/.test(message)) return 'secret_ambiguous';
  if (/no (vault|item|section) matched|field cannot be found|not in an active state/.test(message))
    return 'secret_not_found';
  if (/TOTP|SSH key formatting|text files|unable to read value/.test(message)) return 'reference_invalid';
  return message;
}

/** What the provider says to all of them, asked in one call. */
async function ours(provider: Provider, session: ProviderSession, texts: string[]): Promise<string[]> {
  const parsed = texts.map((text) => (tryParse(text) ? parseLocator(text) : undefined));
  const answers = await provider.resolve(
    session,
    parsed.filter((reference) => reference !== undefined),
  );
  const inOrder = answers.values();
  return parsed.map((reference) => (reference ? brief(inOrder.next().value) : 'reference_invalid'));
}

/** Where an answer differs from the SDK's on purpose, and what it must be then. */
function intended(account: GeneratedAccount, text: string, sdk: string): string | RegExp {
  const reference = tryParse(text);
  // Only the section may be empty: the SDK looks for an item or a field without a name.
  if (hasEmptyName(text)) return 'reference_invalid';
  const item = account.items.find(({ itemId }) => itemId === reference?.item);
  const isKnown = item !== undefined && item.vaultId === reference?.vault;
  // An id is never looked up as a title when both are ids.
  if (reference && isBoundById(reference) && !isKnown) return 'secret_not_found';
  // items.get does not show a web form's further fields: user name, password and notes are given without asking for them.
  const hidden = account.items.filter(({ input }) =>
    input.webFields?.some(({ id }) => isName(id, reference?.field)),
  );
  if (sdk === 'secret_ambiguous' && hidden.length > 0 && reference?.section === undefined)
    return /^= |secret_ambiguous/;
  return sdk;
}

function hasEmptyName(text: string): boolean {
  const [path = ''] = text.replace('op://', '').split('?');
  const [vault, item, ...rest] = path.split('/');
  return [vault, item, rest.at(-1)].includes('');
}

function isName(id: string | undefined, field: string | undefined): boolean {
  return id?.toLowerCase() === field?.toLowerCase();
}

function tryParse(text: string): Reference | undefined {
  try {
    return parseReference(text);
  } catch {
    return undefined;
  }
}

interface Comparison {
  /** How often the SDK answered what. */
  counts: Record<string, number>;
  differences: { text: string; expected: string; answer: string }[];
}

async function compareRound(random: SeededRandom): Promise<Comparison> {
  const account = generateAccount(bench.sandbox, random);
  const client = await createClient({
    auth: account.token,
    integrationName: 'oracle',
    integrationVersion: '1',
  });
  const session = sessionWith(account.token);
  const texts = [
    ...new Set(Array.from({ length: referencesPerRound }, () => generateReference(account, random))),
  ];
  const counts: Record<string, number> = {};
  const differences: Comparison['differences'] = [];
  const answers = await ours(bench.provider, session, texts);
  for (const [index, text] of texts.entries()) {
    const sdk = await oracle(client, text);
    const expected = intended(account, text, sdk);
    let answer = answers[index] ?? 'no answer';
    // A one-time password may have changed between the two.
    if (answer !== sdk && text.includes('otp'))
      [answer = 'no answer'] = await ours(bench.provider, session, [text]);
    const isSame = expected instanceof RegExp ? expected.test(answer) : expected === answer;
    if (!isSame) differences.push({ text, expected: String(expected), answer });
    const kind = sdk.startsWith('=') ? 'value' : sdk;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { counts, differences };
}

describe('resolve, beside the SDK’s own', () => {
  it(
    'gives the same value or the same refusal for every generated reference',
    async () => {
      const totals: Record<string, number> = {};
      for (let round = 0; round < rounds; round += 1) {
        const { counts, differences } = await compareRound(seededRandom(firstSeed + round));
        expect(differences).toEqual([]);
        for (const [kind, count] of Object.entries(counts)) totals[kind] = (totals[kind] ?? 0) + count;
      }
      for (const kind of ['value', 'secret_not_found', 'secret_ambiguous', 'reference_invalid']) {
        expect(totals[kind], kind).toBeGreaterThan(rounds);
      }
    },
    rounds * 240_000,
  );

  it('stores a form by ids that gives the same value again', async () => {
    const random = seededRandom(99);
    const account = generateAccount(bench.sandbox, random);
    const session = sessionWith(account.token);
    const texts = Array.from({ length: 600 }, () => generateReference(account, random)).filter((text) =>
      tryParse(text),
    );
    const answers = await bench.provider.resolve(session, texts.map(parseLocator));
    const found = answers.flatMap((answer, index) =>
      answer.ok ? [{ text: texts[index] ?? '', answer }] : [],
    );
    const stored = found.map(({ answer }) => parseLocator(answer.found.bound));
    const again = await bench.provider.resolve(session, stored);
    expect(found.length).toBeGreaterThan(80);
    for (const [index, { text, answer }] of found.entries()) {
      const form = answer.found.bound;
      expect(parseLocator(form).isPinned, `${text} → ${form}`).toBe(true);
      if (!text.includes('otp')) expect(brief(again[index]), `${text} → ${form}`).toBe(brief(answer));
    }
  });
});
