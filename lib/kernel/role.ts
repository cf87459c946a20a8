import type { Language } from './language';

export const personRoles = ['admin', 'builder', 'support'] as const;
export const keyRoles = ['workload', 'admin'] as const;

/** The one that may least: it is offered for somebody whose stored role is none. */
export const leastRole: (typeof personRoles)[number] = 'support';

/** What a caller is. `none`: what is stored is no role of this version, and may do nothing. */
export type Role = (typeof personRoles)[number] | (typeof keyRoles)[number] | 'none';

/** Whether a text is the name of a role. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(roleWords.en, text);
}

/** What each role is called, and what a person of it does, as it stands wherever somebody chooses one. What it may is `permissionTable`. */
export const roleWords: Record<Language, Record<Role, { label: string; help: string }>> = {
  en: {
    admin: { label: 'Admin', help: 'Everything: secret managers, keys, people, all projects.' },
    builder: { label: 'Builder', help: 'Creates connections of their projects and binds fields to secrets.' },
    support: {
      label: 'Support',
      help: 'Sees what is cached and what failed, refreshes and clears it. Cannot change anything else.',
    },
    workload: {
      label: 'Workload',
      help: 'Resolves connections of its projects. It cannot do anything else.',
    },
    none: { label: 'No role', help: 'May do nothing.' },
  },
  de: {
    admin: { label: 'Admin', help: 'Alles: Secret Manager, Schlüssel, Personen, alle Projekte.' },
    builder: {
      label: 'Entwickler',
      help: 'Legt Verbindungen der eigenen Projekte an und bindet Felder an Geheimnisse.',
    },
    support: {
      label: 'Support',
      help: 'Sieht, was zwischengespeichert ist und was fehlschlug, erneuert und löscht. Ändert sonst nichts.',
    },
    workload: { label: 'Workload', help: 'Löst Verbindungen seiner Projekte auf. Kann sonst nichts.' },
    none: { label: 'Keine Rolle', help: 'Darf nichts.' },
  },
};
