/** The place in the input of a field that a whole Environment gave, for errors: by its variable, of all of them ''. */
export function placeInEnvironment(variable: string): string {
  return variable === '' ? 'environment' : `environment.only.${variable}`;
}
