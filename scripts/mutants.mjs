// npm run mutants: switches guards and events off, one at a time, and fails for each that no test notices.
// Options: --only PATTERN (of names), --skip N (the first N of them), --sample N --seed TEXT, --list, --no-baseline.
import { parseArgs } from 'node:util';
import { buildServer, workers } from './build-server.mjs';
import { endWithNpm } from './end-with-parent.mjs';
import { foundMutants } from './mutants/found.mjs';
import { guards } from './mutants/guards.mjs';
import { runBaseline, runMutant } from './mutants/run-mutant.mjs';
import { sampleOf } from './mutants/sample.mjs';
import { requireNode } from './node-version.mjs';
import { setUpPackages } from './setup.mjs';
import { seconds } from './step.mjs';

const atOnce = 2;

requireNode();
endWithNpm();
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    skip: { type: 'string', default: '0' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    'no-baseline': { type: 'boolean', default: false },
  },
});
const mutants = chosen();
if (options.list) for (const { name } of mutants) console.log(name);
else process.exitCode = await runAll();

function chosen() {
  const pattern = new RegExp(options.only ?? '', 'i');
  const matching = [...foundMutants(), ...guards]
    .filter(({ name }) => pattern.test(name))
    .slice(Number(options.skip));
  return options.sample === undefined ? matching : sampleOf(matching, Number(options.sample), options.seed);
}

async function runAll() {
  const startedMs = performance.now();
  if (mutants.length === 0) {
    console.log('mutants: none of that name');
    return 1;
  }
  await setUpPackages();
  await buildServer(workers);
  if (!options['no-baseline'] && !(await runBaseline(mutants))) {
    console.log('mutants: tests fail although nothing is switched off');
    return 1;
  }
  const outcomes = await inTurns(mutants);
  const survived = outcomes.filter(({ verdict }) => verdict !== 'noticed');
  for (const { mutant, verdict, note } of survived) {
    console.log(`\n  ${verdict.toUpperCase()}: ${mutant.name}\n  ${mutant.file}: ${mutant.find}\n  ${note}`);
  }
  const noticed = outcomes.length - survived.length;
  console.log(`\nmutants: ${noticed} noticed, ${survived.length} survived  (${seconds(startedMs).trim()})`);
  return survived.length > 0 ? 1 : 0;
}

async function inTurns(all) {
  const waiting = [...all];
  const outcomes = [];
  const work = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const startedMs = performance.now();
      const { verdict, note } = await runMutant(mutant);
      outcomes.push({ mutant, verdict, note });
      const shown = verdict === 'noticed' ? verdict : verdict.toUpperCase();
      console.log(`  ${shown.padEnd(10)}${seconds(startedMs)}  ${mutant.name}  [${note}]`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}
