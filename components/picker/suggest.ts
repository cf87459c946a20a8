import { englishLabel } from '@/components/words/apps';
import type { Choice, ChoiceSection } from './choices';
import { squeezed } from './search';

/** A field that still holds nothing. */
export interface EmptyField {
  name: string;
  label: string;
}

export interface Suggestion<Field extends EmptyField> {
  field: Field;
  choice: Choice;
}

// What 1Password's templates, and people, call the fields of our apps.
const otherNames: Record<string, readonly string[]> = {
  host: ['server', 'hostname', 'smtpserver', 'address'],
  port: ['portnumber', 'smtpport'],
  database: ['databasename', 'dbname'],
  username: ['user', 'login', 'account'],
  secretKey: ['apikey', 'key'],
  webhookSecret: ['webhooksigningsecret', 'signingsecret'],
  apiKey: ['key', 'credential', 'token'],
  token: ['accesstoken', 'personalaccesstoken', 'credential', 'apitoken'],
  botToken: ['token', 'credential'],
  baseUrl: ['url', 'website', 'endpoint'],
  privateKey: ['key'],
};

/** The empty fields of a connection for which an item has one of that name, each with what it would be bound to. */
export function suggestionsOf<Field extends EmptyField>(
  fields: readonly Field[],
  sections: readonly ChoiceSection[],
): Suggestion<Field>[] {
  const choices = sections
    .flatMap((section) => section.choices)
    .filter(({ field, form }) => form === 'value' && !field.isEmpty);
  const taken = new Set<string>();
  return fields.flatMap((field) => {
    const names = [
      squeezed(field.label),
      squeezed(englishLabel(field.label)),
      squeezed(field.name),
      ...(otherNames[field.name] ?? []),
    ];
    for (const name of names) {
      const choice = choices.find((one) => !taken.has(one.key) && squeezed(one.field.title) === name);
      if (!choice) continue;
      taken.add(choice.key);
      return [{ field, choice }];
    }
    return [];
  });
}
