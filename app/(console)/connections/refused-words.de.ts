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
      `${fields}: „${manager}“ gehört anderen Projekten als diese Verbindung. Binden Sie ein anderes Geheimnis, oder bitten Sie einen Admin, die Projekte beim Secret Manager hinzuzufügen.`,
    not_platform_wide: (fields: string, manager: string) =>
      `${fields}: Diese Verbindung ist plattformweit, und „${manager}“ gehört nur einigen Projekten. Ein Plattform-Admin kann die Verbindung diesen Projekten geben oder ein Geheimnis eines plattformweiten Secret Managers binden.`,
    no_project: (fields: string) =>
      `${fields}: Diese Verbindung gehört zu keinem Projekt und darf darum kein Geheimnis nutzen. Ein Admin kann ihre Projekte wählen.`,
  },
  ask: (manager: string) =>
    `Bitten Sie einen Admin, es unter Plattformverwaltung, Secret Manager, ${manager}, Zugriff zu erlauben, oder binden Sie ein anderes Geheimnis.`,
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
