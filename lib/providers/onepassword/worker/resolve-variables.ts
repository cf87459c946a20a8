import { groupBy } from '@/lib/kernel/group-by';
import { messageFor } from '@/lib/kernel/message';
import { inParallel } from '@/lib/providers/http/in-parallel';
import type { ReadEnvironment, ReadVariable } from '@/lib/providers/onepassword/items/environment';
import type { AskedVariable, CallAnswer } from '@/lib/providers/onepassword/protocol';
import { asProviderFailure, certain, ProviderFailure, unreadable } from '@/lib/providers/provider-failure';
import { foundVariable, readEnvironment } from './environments';
import { refusal } from './resolve';
import type { Job } from './sdk-call';

const parallelRequests = 4;

/**
 * Answers references to variables of Environments, each Environment read once however many of them are asked for. `answers` has one
 * place for each, filled as they come.
 */
export async function resolveVariables(
  job: Job,
  asked: readonly AskedVariable[],
  { answers, titlesWithinMs }: { answers: (CallAnswer | undefined)[]; titlesWithinMs: number },
): Promise<void> {
  const places = asked.map((variable, index) => ({ variable, index }));
  const byEnvironment = [...groupBy(places, ({ variable }) => variable.environmentId)];
  await inParallel(byEnvironment, parallelRequests, async ([environmentId, group]) => {
    const read = await readEnvironment(job, environmentId, titlesWithinMs).catch(asProviderFailure);
    for (const { variable, index } of group) answers[index] = answerOf(read, variable);
  });
}

function answerOf(read: ReadEnvironment | ProviderFailure, asked: AskedVariable): CallAnswer {
  if (read instanceof ProviderFailure) return refusal(read);
  try {
    return asked.name === undefined ? wholeAnswer(read, asked) : variableAnswer(read, asked, asked.name);
  } catch (error) {
    // Whatever one variable holds that was not thought of, the others are answered.
    return refusal(error instanceof ProviderFailure ? error : unreadable);
  }
}

/** All variables that can be told apart, as a JSON object. One name given twice refuses all: nobody knows which is meant. */
function wholeAnswer(read: ReadEnvironment, { text }: AskedVariable): CallAnswer {
  const named = read.variables.filter(({ name }) => name !== '');
  for (const [name, { length: count }] of groupBy(named, (each) => each.name)) {
    if (count > 1) throw certain('secret_ambiguous', messageFor('variablesNamed', { name, count }));
  }
  // From entries: a variable may be named `__proto__`.
  const value = JSON.stringify(Object.fromEntries(named.map(({ name, value: given }) => [name, given])));
  return { ok: true, value, found: foundVariable(read, text, undefined) };
}

function variableAnswer(read: ReadEnvironment, { text, attribute }: AskedVariable, name: string): CallAnswer {
  const [variable, ...others] = read.variables.filter((each) => each.name === name);
  if (!variable) throw certain('secret_not_found', messageFor('noSuchVariable', { name }));
  if (others.length > 0) {
    throw certain('secret_ambiguous', messageFor('variablesNamed', { name, count: others.length + 1 }));
  }
  return {
    ok: true,
    value: attribute === 'otp' ? codeOf(variable) : variable.value,
    found: foundVariable(read, text, variable),
  };
}

function codeOf({ isOneTimePassword, code }: ReadVariable): string {
  if (!isOneTimePassword) throw certain('reference_invalid', messageFor('otpOnly'));
  if (code === undefined) throw certain('reference_invalid', messageFor('otpSeedWrong'));
  return code;
}
