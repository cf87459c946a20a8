import type { ReportedField, ReportItem } from '@/lib/access-report/schema';

/** An item about a bound field. */
export type FieldItem = ReportItem & { field: ReportedField };

/** The report in the parts that the page has, narrowed to what a search has in names, references or sentences. */
export function partsOf(items: readonly ReportItem[], search: string) {
  const wanted = search.trim().toLowerCase();
  const found = wanted === '' ? items : items.filter((item) => textOf(item).toLowerCase().includes(wanted));
  return {
    fields: found.filter(isOfField),
    others: found.filter((item) => item.outcome === 'refused' && item.field === null),
    reviews: found.filter(({ outcome }) => outcome === 'review'),
  };
}

function isOfField(item: ReportItem): item is FieldItem {
  return item.field !== null;
}

function textOf({ subject, secretManager, field, message }: ReportItem): string {
  const projects = field?.projects.map(({ name }) => name) ?? [];
  return [subject.label, secretManager?.name, field?.shownReference, ...projects, message].join('\n');
}
