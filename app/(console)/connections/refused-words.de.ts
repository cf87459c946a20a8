import { numberText } from '@/components/words/numbers';

/** The German of refused-words.ts. */
export const german = {
  status: 'Abgewiesen',
  title: (count: number) =>
    count === 1
      ? 'Workloads werden abgewiesen: 1 Feld'
      : `Workloads werden abgewiesen: ${numberText(count)} Felder`,
  reasons: {
    not_granted: (fields: string, manager: string, projects: string, count: number) =>
      `${fields}: „${manager}“ erlaubt ${count === 1 ? 'dieses Geheimnis' : 'diese Geheimnisse'} nicht für ${projects || 'ein Projekt dieser Verbindung'}. Der Zugriff wurde wahrscheinlich nach dem Binden eingeschränkt.`,
    other_projects: (fields: string, manager: string) =>
      `${fields}: „${manager}“ gehört anderen Projekten als diese Verbindung.`,
    not_platform_wide: (fields: string, manager: string) =>
      `${fields}: Diese Verbindung ist plattformweit, und „${manager}“ gehört nur einigen Projekten.`,
    no_project: (fields: string) =>
      `${fields}: Diese Verbindung gehört zu keinem Projekt und darf darum kein Geheimnis nutzen.`,
  },
  asks: {
    not_granted: (roles: string, manager: string) =>
      `Bitten Sie jemanden mit der Rolle ${roles}, es unter Plattformverwaltung, Secret Manager, ${manager}, Zugriff zu erlauben.`,
    other_projects: (roles: string) =>
      `Jemand mit der Rolle ${roles} kann die Projekte beim Secret Manager hinzufügen.`,
    not_platform_wide:
      'Ein Plattform-Admin kann die Verbindung diesen Projekten geben oder ein Geheimnis eines plattformweiten Secret Managers binden.',
    no_project: 'Ein Plattform-Admin kann ihre Projekte wählen.',
  },
  bindOther: 'Oder binden Sie ein anderes Geheimnis.',
  grant: 'Zugriff erlauben',
  field: {
    not_granted: 'Abgewiesen: nicht erlaubt',
    other_projects: 'Abgewiesen: gehört anderen Projekten',
    not_platform_wide: 'Abgewiesen: nicht plattformweit',
    no_project: 'Abgewiesen: kein Projekt',
  },
  list: {
    title: 'Einige Verbindungen sind an Geheimnisse gebunden, die ihre Projekte nicht nutzen dürfen',
    show: 'Zeigen',
    report: 'Zugriffsbericht öffnen',
  },
};
