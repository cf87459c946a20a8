import { type App, type AppField, type AppId, appOf, apps } from '@/lib/kernel/apps';
import { germanApps } from './apps.de';
import { language } from './languages';

/** The template of an app with its texts in the language of the moment. Ids and field names are the same in all. */
export function saidAppOf(id: AppId): App {
  return said(appOf(id));
}

/** All apps, as `saidAppOf`. */
export function saidApps(): readonly App[] {
  return apps.map(said);
}

/** The English of a field's label, which is what 1Password's own templates are called; other texts as they are. */
export function englishLabel(label: string): string {
  return Object.keys(germanApps).find((english) => germanApps[english] === label) ?? label;
}

function said(app: App): App {
  if (language() === 'en') return app;
  return { ...app, name: text(app.name), summary: text(app.summary), fields: app.fields.map(saidField) };
}

function saidField(field: AppField): AppField {
  return { ...field, label: text(field.label), ...(field.help ? { help: text(field.help) } : {}) };
}

function text(english: string): string {
  return germanApps[english] ?? english;
}
