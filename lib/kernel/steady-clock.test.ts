import { describe, expect, it } from 'vitest';
import { steadyClock } from './steady-clock';

const secondMs = 1_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const start = Date.UTC(2026, 0, 1);

/** A machine: time passes, it sleeps, and its clock is set. */
function machine() {
  let wall = start;
  let monotonic = 5_000;
  let uptime = 90_000;
  const clock = steadyClock({ wall: () => wall, monotonic: () => monotonic, uptime: () => uptime });
  return {
    clock,
    pass(ms: number) {
      wall += ms;
      monotonic += ms;
      uptime += ms;
    },
    sleep(ms: number) {
      wall += ms;
      uptime += ms;
    },
    set(ms: number) {
      wall += ms;
    },
    wall: () => wall,
  };
}

const steps = [30 * secondMs, hourMs, dayMs, 365 * dayMs].flatMap((step) => [step, -step]);

describe('a steady clock', () => {
  it('starts at the machine’s time and goes on with it', () => {
    const { clock, pass } = machine();
    expect(clock.now()).toBe(start);
    pass(hourMs);
    expect(clock.look()).toBeUndefined();
    expect(clock.now()).toBe(start + hourMs);
  });

  it.each(steps)(
    'goes on by the time that passes when the machine’s clock is set by %i ms, and tells it once',
    (step) => {
      const { clock, pass, set } = machine();
      pass(secondMs);
      clock.look();
      set(step);
      expect(clock.look()).toEqual({ byMs: step });
      pass(5 * secondMs);
      expect(clock.look()).toBeUndefined();
      expect(clock.now()).toBe(start + 6 * secondMs);
      expect(clock.machineAheadMs()).toBe(step);
    },
  );

  it.each(steps)('takes over what the clock was set to by %i ms once that has lasted', (step) => {
    const { clock, pass, set, wall } = machine();
    set(step);
    clock.look();
    for (let looked = 0; looked < 121; looked += 1) {
      pass(5 * secondMs);
      expect(clock.look()).toBeUndefined();
    }
    expect(clock.now()).toBe(wall());
    expect(clock.machineAheadMs()).toBe(0);
  });

  it('does not take over what is set back again before', () => {
    const { clock, pass, set } = machine();
    set(dayMs);
    clock.look();
    pass(60 * secondMs);
    set(-dayMs);
    expect(clock.look()).toEqual({ byMs: -dayMs });
    pass(hourMs);
    clock.look();
    expect(clock.now()).toBe(start + 60 * secondMs + hourMs);
  });

  it('follows what a time service corrects by little and little', () => {
    const { clock, pass, set, wall } = machine();
    for (let looked = 0; looked < 100; looked += 1) {
      pass(5 * secondMs);
      set(3);
      expect(clock.look()).toBeUndefined();
    }
    expect(clock.now()).toBe(wall());
  });

  it('tells whole milliseconds, whatever its sources tell', () => {
    const clock = steadyClock({ wall: () => start, monotonic: () => 1234.567, uptime: () => 99.9 });
    expect(Number.isInteger(clock.now())).toBe(true);
    clock.follow(start + 0.25);
    expect(Number.isInteger(clock.now())).toBe(true);
  });

  it('counts the time that the machine slept', () => {
    const { clock, pass, sleep, wall } = machine();
    sleep(8 * hourMs);
    expect(clock.look()).toBeUndefined();
    pass(secondMs);
    expect(clock.now()).toBe(wall());
  });

  it('goes by the database’s clock where it has one, whatever the machine’s is set to, for good', () => {
    const { clock, pass, set } = machine();
    const databaseAhead = 40 * secondMs;
    clock.follow(start + databaseAhead);
    expect(clock.look()).toBeUndefined();
    expect(clock.now()).toBe(start + databaseAhead);
    expect(clock.machineAheadMs()).toBe(-databaseAhead);
    set(dayMs);
    expect(clock.look()).toEqual({ byMs: dayMs });
    for (let looked = 0; looked < 300; looked += 1) {
      pass(5 * secondMs);
      clock.look();
    }
    expect(clock.now()).toBe(start + databaseAhead + 1_500 * secondMs);
  });
});
