import { isEnvironmentField } from '@/lib/kernel/field-name';

const fieldsPath = 'fields.';

/** The place in the input of a field that an error names: what a whole Environment gave is named by it. */
export function placeOf(path: string): string {
  const name = path.slice(fieldsPath.length);
  if (!path.startsWith(fieldsPath) || !isEnvironmentField(name)) return path;
  return name.endsWith('*') ? 'environment' : `environment.only.${name.slice(1)}`;
}
