import type { Latchkey } from '../launch';
import type { Person } from './person';

/** The way of the guide: sign in, connect 1Password, bind a field of a new connection, test it, save. */
export async function journey(person: Person, origin: string, latchkey: Latchkey): Promise<void> {
  await signIn(person, origin, latchkey);
  await person.open(`${origin}/admin/security/secret-managers`);
  await person.press('button', /^Connect 1Password$/);
  await person.write(/^Name/, 'Company 1Password');
  await person.write(/^Service account token/, latchkey.token, 'pasted');
  await person.press('[role=dialog] button', /^Test$/);
  await person.see('[role=dialog] [role=status]', /The token works/);
  await person.press('[role=dialog] button', /^Connect$/);
  await person.see('a', /^Company 1Password$/);

  await person.open(`${origin}/connections/new/stripe`);
  await person.write(/^Name/, 'Stripe live');
  await person.press('button', /^Choose a secret for Secret key/);
  await person.press('[role=dialog] [role=option]', /^Production/);
  await person.press('[role=dialog] [role=option]', /^Stripe$/);
  await person.press('[role=dialog] [role=option]', /^Secret Key/);
  await person.press('[role=dialog] button', /^Test$/);
  await person.see('[role=dialog] [role=status]', /Found/);
  await person.press('[role=dialog] button', /^Use this field$/);
  await person.see('button', /^Secret key, bound to/);
  await person.press('button', /^Create connection$/);
  await person.arrive(/\/connections\/stripe-live$/);
  await person.see('h1', /Stripe live/);

  await person.press('button', /^Test connection$/);
  await person.see('[role=dialog] h2', /./);
}

export async function signIn(person: Person, origin: string, latchkey: Latchkey): Promise<void> {
  await person.open(`${origin}/sign-in`);
  await person.untilAlive();
  await person.write(/^Email address/, latchkey.adminEmail);
  await person.write(/^Password/, latchkey.adminPassword);
  await person.enter();
  await person.see('button', /^Account/);
}
