import { type Caller, systemCaller } from '@/lib/kernel/caller';
import type { personRoles } from '@/lib/kernel/role';
import { createUser } from '../create';
import { setHashCost } from '../password-hash';
import { callerOfHeaders } from '../session';
import { signIn } from '../sign-in';

export const password = 'a password of the tests';

// The standard cost takes a third of a second each time.
setHashCost({ N: 2 ** 10, r: 8, p: 1 });

let made = 0;

/** Makes a person with a password, as unattended set-up does. */
export async function madePerson(
  role: (typeof personRoles)[number] = 'support',
): Promise<{ id: string; email: string }> {
  made += 1;
  const email = `person-${made}@example.test`;
  const input = { name: 'P', email, password, role, projectIds: [] };
  const { id } = await createUser({ caller: systemCaller, input });
  return { id, email };
}

/** Signs a person in. Answers the headers of their browser. */
export async function browserOf(email: string, typed = password, userAgent = ''): Promise<Headers> {
  const { setCookies } = await signIn({
    input: { email, password: typed },
    headers: new Headers({ 'user-agent': userAgent }),
  });
  return new Headers({ cookie: setCookies.map((line) => line.split(';', 1)[0]).join('; ') });
}

/** Who a browser's session belongs to. Throws when it has none. */
export async function callerOf(headers: Headers): Promise<Caller> {
  const caller = await callerOfHeaders(headers);
  if (!caller) throw new Error('The browser is not signed in.');
  return caller;
}
