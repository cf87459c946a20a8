import type { UseFormSetError } from 'react-hook-form';
import type { Problem } from '@/lib/kernel/problem';
import type { ConnectionDraft } from './draft';

/**
 * Puts what the server said at the fields that it names. Returns the problem when it has to be shown by itself: it names
 * no field, or one that the form does not have.
 */
export function placeProblem(
  problem: Problem,
  draft: ConnectionDraft,
  setError: UseFormSetError<ConnectionDraft>,
): Problem | undefined {
  const named = Object.entries(problem.fields ?? {});
  // Where fields met different things, each has its own code.
  const codes: Record<string, string> = Object(problem.fieldCodes);
  const placed = named.filter(([path, message]) => {
    const place = placeOf(path, draft);
    if (place) setError(place, { type: codes[path] ?? problem.code, message });
    return place !== undefined;
  });
  return named.length > 0 && placed.length === named.length ? undefined : problem;
}

function placeOf(path: string, draft: ConnectionDraft) {
  if (path === 'name' || path === 'key') return path;
  if (path === 'scope' || path.startsWith('projectIds')) return 'access' as const;
  const ofEnvironment = /^environment(?:\.([^.]+))?/.exec(path);
  if (ofEnvironment && draft.environment) return environmentPlace(ofEnvironment[1]);
  const name = /^fields\.(.+)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const index = draft.fields.findIndex((field) => name === field.name || name.startsWith(`${field.name}.`));
  return index < 0 ? undefined : (`fields.${index}.state` as const);
}

/** What is said of the whole of it stands at what was chosen. */
function environmentPlace(part: string | undefined) {
  switch (part) {
    case 'secretManagerId':
    case 'prefix':
    case 'only':
      return `environment.${part}` as const;
    default:
      return 'environment.environmentId' as const;
  }
}
