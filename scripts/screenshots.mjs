// npm run screenshots: the built product beside a sandbox account, with data of its own, photographed page by page
// into test-results/screenshots/. Those that the docs show are copied to docs/screenshots/. Everything it starts and writes
// elsewhere is gone when it ends. Names of subjects after -- (npm run screenshots -- cache health) take those alone.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithNpm } from './end-with-parent.mjs';
import { requireNode } from './node-version.mjs';
import { root } from './run.mjs';
import { openCamera } from './screenshots/camera.mjs';
import { fill } from './screenshots/data.mjs';
import { openStage } from './screenshots/stage.mjs';
import { beginning, inside, picker, stranger } from './screenshots/subjects.mjs';
import { setUp } from './setup.mjs';
import { runMain, step } from './step.mjs';

const pictures = join(root, 'test-results/screenshots');
const shownPictures = join(root, 'docs/screenshots');
const wanted = process.argv.slice(2);
const person = { name: 'Ada Byron', email: 'ada@example.com', password: 'a long enough password' };

requireNode();
endWithNpm();
await runMain(takeAll);

async function takeAll() {
  await setUp();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-screenshots-'));
  const stage = openStage(folder);
  let camera;
  const end = async () => {
    await camera?.close();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => end().then(() => process.exit(1)));
  try {
    await step('start sandbox and Latchkey', 'The lines above are the last that it printed.', stage.start);
    if (wanted.length === 0) rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
    camera = await openCamera(pictures, stage.origin());
    await take('before anybody is there', camera, stranger, { link: stage.setUpLink() });
    await camera.signInAs(person, stage.setUpLink());
    await take('the first minutes', camera, beginning, { token: stage.token() });
    let data;
    await step('make data', 'The line above says what was refused.', async () => {
      data = await fill({ call: camera.call, stage });
    });
    await take('the picker for the README', camera, picker, data);
    await step('let a token be revoked', 'The line above says what was refused.', data.wear);
    await take('every page', camera, inside, data);
    copyShown();
  } finally {
    await end();
  }
}

/** Renews the pictures that README and docs name. */
function copyShown() {
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const texts = ['README.md', ...docs.map((name) => join('docs', name))].map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  mkdirSync(shownPictures, { recursive: true });
  for (const [, name = ''] of texts.join('\n').matchAll(/screenshots\/([\w-]+\.png)\)/g)) {
    const taken = join(pictures, name);
    if (existsSync(taken)) copyFileSync(taken, join(shownPictures, name));
  }
}

function take(name, camera, subjects, data) {
  return step(name, 'Look at the page by hand: npm run demo.', async () => {
    let count = 0;
    for (const subject of subjects) {
      if (wanted.length === 0 || wanted.includes(subject.name)) count += await camera.take(subject, data);
    }
    return `${count} pictures`;
  });
}
