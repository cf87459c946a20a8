import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { once } from './singleton';

/** The process's metrics in Prometheus' text form, with the content type to send them as. */
export async function metricsText(): Promise<{ contentType: string; body: string }> {
  const { registry } = metrics();
  settleTally();
  return { contentType: registry.contentType, body: await registry.metrics() };
}

/** Counts an answered request. `route` is the pattern, such as /api/v1/connections/:key/resolve, never the address. */
export function countRequest(request: {
  method: string;
  route: string;
  status: number;
  durationMs: number;
}): void {
  const { method, route, status, durationMs } = request;
  metrics().requests.observe(
    { method, route: pattern(route), status: statusClass(status) },
    durationMs / 1000,
  );
}

/** Counts resolved references by where the value came from (memory, table, provider …) and how old it was (fresh, stale). */
export function countResolved(answer: { source: string; state: string; count: number }): void {
  metrics().resolved.inc({ source: answer.source, state: answer.state }, answer.count);
}

/** Answers given at once that are made alike: so many references of each secret manager. */
export interface AtOnce {
  answers: number;
  readonly references: ReadonlyMap<string, number>;
}

const atOnce = () => once('metrics-at-once', () => new Map<string, AtOnce>());

/** The counter of answers made of references of these secret managers, one id for each reference. */
export function atOnceCounter(managerIds: readonly string[]): AtOnce {
  const name = [...managerIds].sort().join(' ');
  const known = atOnce().get(name);
  if (known) return known;
  const references = new Map<string, number>();
  for (const id of managerIds) references.set(id, (references.get(id) ?? 0) + 1);
  const counter = { answers: 0, references };
  atOnce().set(name, counter);
  return counter;
}

/** All of them. */
export function atOnceCounters(): Iterable<AtOnce> {
  return atOnce().values();
}

interface Tally {
  /** References of the counters above that are handed on already. */
  references: number;
  answers: number;
  seconds: number;
}

const tally = () => once<Tally>('metrics-tally', () => ({ references: 0, answers: 0, seconds: 0 }));

/** Counts an answer of the lane in front of the routes, in milliseconds of its making. */
export function countAnsweredAtOnce(durationMs: number): void {
  const counted = tally();
  counted.answers += 1;
  counted.seconds += durationMs / 1000;
}

/** Hands what was tallied to the counters. Called when somebody looks. */
function settleTally(): void {
  const counted = tally();
  const { resolved, answersAtOnce, secondsAtOnce } = metrics();
  const references = referencesAtOnce();
  resolved.inc({ source: 'memory', state: 'fresh' }, references - counted.references);
  answersAtOnce.inc(counted.answers);
  secondsAtOnce.inc(counted.seconds);
  Object.assign(counted, { references, answers: 0, seconds: 0 });
}

function referencesAtOnce(): number {
  let sum = 0;
  for (const { answers, references } of atOnceCounters()) {
    for (const count of references.values()) sum += answers * count;
  }
  return sum;
}

/** Counts references that could not be resolved, by error code. */
export function countUnresolved(answer: { code: string; count: number }): void {
  metrics().unresolved.inc({ code: answer.code }, answer.count);
}

/** Counts a request to a provider by its route's pattern and its status; 0 when no answer came. */
export function countUpstream(request: { provider: string; route: string; status: number }): void {
  const { provider, route, status } = request;
  metrics().upstream.inc({ provider, route: pattern(route), status: statusClass(status) });
}

/** Counts a sign-in to a secret manager that nobody waited for yet. */
export function countSignInAhead(outcome: 'made' | 'failed'): void {
  metrics().signInsAhead.inc({ outcome });
}

/** Counts a password that is hashed or compared: each takes 100–300 ms of a core. */
export function countPasswordWork(kind: 'hash' | 'compare'): void {
  metrics().passwordWork.inc({ kind });
}

/** How a request to a change feed was answered. */
export type FeedOutcome = 'answered' | 'refused' | 'limited' | 'failed';

/** Counts requests to change feeds, by how they were answered. */
export function countFeedRequests(outcome: FeedOutcome, requests = 1): void {
  metrics().feedRequests.inc({ outcome }, requests);
}

/** How many secret managers have a change feed in each state, as the database tells, and the longest delay of a change. */
export function setFeedMetrics(states: Readonly<Record<string, number>>, delayMs: number): void {
  for (const [state, count] of Object.entries(states)) metrics().feeds.set({ state }, count);
  metrics().feedDelay.set(delayMs / 1000);
}

/** Counts that the machine's clock was set. */
export function countClockStep(): void {
  metrics().clockSteps.inc();
}

/** How far another clock is ahead of the one that the process goes by. */
export function setClockOffset(clock: 'machine' | 'provider', aheadMs: number): void {
  metrics().clockOffset.set({ clock }, aheadMs / 1000);
}

/** Tells whether the database is away, so that what is known is read without it. */
export function setDatabaseAwayMetric(isAway: boolean): void {
  metrics().databaseAway.set(isAway ? 1 : 0);
}

function metrics() {
  return once('metrics', makeMetrics);
}

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'latchkey_http_request_duration_seconds',
      help: 'Time to answer a request, by method, route and status class.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    resolved: new Counter({
      name: 'latchkey_resolved_total',
      help: 'References resolved, by source and state of the value.',
      labelNames: ['source', 'state'],
      registers,
    }),
    answersAtOnce: new Counter({
      name: 'latchkey_resolves_at_once_total',
      help: 'Connections resolved from memory ahead of the routes. Not in latchkey_http_request_duration_seconds.',
      registers,
    }),
    secondsAtOnce: new Counter({
      name: 'latchkey_resolves_at_once_seconds_total',
      help: 'Time spent on them.',
      registers,
    }),
    unresolved: new Counter({
      name: 'latchkey_unresolved_total',
      help: 'References that could not be resolved, by error code.',
      labelNames: ['code'],
      registers,
    }),
    signInsAhead: new Counter({
      name: 'latchkey_sign_ins_ahead_total',
      help: 'Sign-ins to secret managers made after the start, before a read needed them, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    passwordWork: new Counter({
      name: 'latchkey_password_work_total',
      help: 'Passwords hashed and compared.',
      labelNames: ['kind'],
      registers,
    }),
    feedRequests: new Counter({
      name: 'latchkey_change_feed_requests_total',
      help: 'Requests to change feeds, by outcome. They count against limits of their own.',
      labelNames: ['outcome'],
      registers,
    }),
    feeds: new Gauge({
      name: 'latchkey_change_feeds',
      help: 'Secret managers with a change feed, by its state. The same in every process.',
      labelNames: ['state'],
      registers,
    }),
    feedDelay: new Gauge({
      name: 'latchkey_change_feed_delay_seconds',
      help: 'Between the latest change and when it was heard: of all change feeds the longest.',
      registers,
    }),
    clockSteps: new Counter({
      name: 'latchkey_clock_steps_total',
      help: 'How often the clock of this machine was seen being set.',
      registers,
    }),
    clockOffset: new Gauge({
      name: 'latchkey_clock_offset_seconds',
      help: 'How far the clock of this machine, or of secret managers, is ahead of the time that Latchkey goes by.',
      labelNames: ['clock'],
      registers,
    }),
    databaseAway: new Gauge({
      name: 'latchkey_database_away',
      help: '1 while the database server cannot be reached and what is known is read without it; 0 otherwise.',
      registers,
    }),
    upstream: new Counter({
      name: 'latchkey_upstream_requests_total',
      help: 'Requests to providers, by provider, route and status class.',
      labelNames: ['provider', 'route', 'status'],
      registers,
    }),
  };
}

/** A route that is no pattern (it holds an id, a title or a reference) is counted as `other`: labels are public and few. */
function pattern(route: string): string {
  const isPattern =
    /^[A-Za-z0-9_:/.*{}-]{1,80}$/.test(route) && !/[a-z2-7]{26}|[0-9a-f]{8}-|\d{4}/.test(route);
  return isPattern ? route : 'other';
}

function statusClass(status: number): string {
  return status === 0 ? 'none' : `${Math.floor(status / 100)}xx`;
}
