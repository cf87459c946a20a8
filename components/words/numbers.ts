import { localeTag } from './languages';

const formats = new Map<string, Intl.NumberFormat>();
const firstGrouped = 1_000;

/** A whole number as people of the language write it: `12,480`, `12.480`. */
export function numberText(count: number): string {
  // The first format of a page takes a phone some 100 ms; small numbers look the same without one.
  if (Number.isInteger(count) && Math.abs(count) < firstGrouped) return String(count);
  const tag = localeTag();
  const format = formats.get(tag) ?? new Intl.NumberFormat(tag);
  formats.set(tag, format);
  return format.format(count);
}

/** A day, `12 Mar 2026`, in the zone of whoever renders it. `at` is RFC 3339 or milliseconds. */
export function dayText(at: string | number): string {
  return new Date(at).toLocaleDateString(localeTag(), { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A time of day, `14:05`, in the zone of whoever renders it. */
export function clockText(at: string | number): string {
  return new Date(at).toLocaleTimeString(localeTag(), { hour: '2-digit', minute: '2-digit' });
}

/** The exact time with its zone. */
export function exactText(at: string | number): string {
  return new Date(at).toLocaleString(localeTag(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}

/** A moment to compare with a log: `21:05:09` of today, else with its day. In the zone of whoever renders it. */
export function momentText(at: string | number, nowMs: number): string {
  const moment = new Date(at);
  const today = new Date(nowMs);
  const isToday = moment.toDateString() === today.toDateString();
  const isThisYear = moment.getFullYear() === today.getFullYear();
  return moment.toLocaleString(localeTag(), {
    ...(isToday ? {} : { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

/** A count in the language of the moment; `10,000+` where counting stopped there and there may be more. */
export function countText(count: number, isMore: boolean): string {
  return isMore ? `${numberText(count)}+` : numberText(count);
}
