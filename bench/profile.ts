import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printTable } from './table';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Prints the functions of the newest profile in the folder by their own time: what `node --cpu-prof` wrote there. */
export function printProfile(folder: string, rows: number): void {
  const files = readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'));
  const profiles = files.map((file): Profile => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  // Worker threads have profiles of their own: the main thread's is the busiest.
  const busy = profiles.map((profile) => ({ profile, times: selfTimes(profile) }));
  const [main] = busy.toSorted((a, b) => total(b.times) - total(a.times));
  if (!main) return;
  const all = total(main.times);
  const sorted = [...main.times].toSorted(([, a], [, b]) => b - a).slice(0, rows);
  printTable(
    'Where the time goes: own time of functions, idle time left out',
    ['function', 'share'],
    sorted.map(([name, us]) => [name, `${((us / all) * 100).toFixed(1)} %`]),
  );
}

function selfTimes({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, at) => {
    const name = names.get(id) ?? '';
    if (name.startsWith('(idle)') || name.startsWith('(program)')) return;
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[at] ?? 0));
  });
  return times;
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const place = url.replace(/^file:\/\//, '').replace(/^.*\/(?=(?:node_modules|dist|lib)\/)/, '');
  return `${functionName || '(anonymous)'}${place ? ` ${place}:${lineNumber + 1}` : ''}`;
}

function total(times: ReadonlyMap<string, number>): number {
  return [...times.values()].reduce((sum, us) => sum + us, 0);
}
