import { inFile } from './in-file.mjs';

const folder = 'lib/providers/onepassword';
const worker = `${folder}/worker`;
const batches = [`${folder}/batches.test.ts`];

/** What the thread holds that speaks to 1Password: what may leave, whose answer it is, and that one item harms no other. */
export const workerGuards = [
  ...inFile(`${worker}/guarded-fetch.ts`, [`${worker}/guarded-fetch.test.ts`], {
    'a token goes to its own origin': {
      find: 'url.origin !== owner.client.origin || ',
      filter: 'another origin',
    },
    'a token goes to the API': {
      find: " || !url.pathname.startsWith('/api/')",
      filter: 'outside of the API',
    },
    'a redirect is not followed': {
      find: "redirect: 'manual', signal",
      replace: "redirect: 'follow', signal",
      filter: 'a redirect of',
    },
    'a redirect is no answer': {
      find: "if (isRedirect(answer.status)) throw new RequestEnded('refused');",
      filter: 'a redirect of',
    },
    'a closed client sends nothing': {
      find: 'limitTime([request.signal, owner.client.signal], ',
      replace: 'limitTime([request.signal], ',
      filter: 'when its client is closed',
      hangs: true,
    },
  }),
  ...inFile(`${worker}/fetch-items.ts`, batches, {
    'an item with another id is no answer': {
      find: 'if (item.id === itemId && item.vaultId === vaultId) {',
      replace: 'if (item) {',
      filter: 'another item’s values when every route',
    },
  }),
  ...inFile(`${worker}/read-items.ts`, batches, {
    'what spoils a batch is left out of batches': {
      find: 'distinct.filter((place) => !isTroubled(place))',
      replace: 'distinct',
      filter: 'spoil no batch twice',
    },
    'an unreadable item rests': {
      find: 'troubled.restingFailure(keyOfPlace(place))',
      replace: 'undefined',
      filter: 'found by halves',
    },
  }),
  ...inFile(`${worker}/search-trouble.ts`, batches, {
    'an archived item is left out of batches': {
      find: 'if (isArchived) job.account.troubled.note(key, failure);',
      filter: 'spoil no batch twice',
    },
    'an answer of no known shape is an item’s trouble only while others can be read': {
      find: 'if (!isMisshapen || !(await findReadable(job, []))) return',
      replace: 'if (!isMisshapen) return',
      filter: 'an unknown shape',
    },
  }),
  ...inFile(`${worker}/run-call.ts`, [`${folder}/overload.test.ts`], {
    'a wait for our own sign-ins is our overload': {
      find: 'if (turn) {',
      replace: 'if (!turn) {',
    },
  }),
  ...inFile(`${worker}/accounts.ts`, [`${folder}/provider.test.ts`], {
    'a session is of one manager, one revision and one token': {
      find: 'JSON.stringify([managerId, revision, token])',
      replace: 'managerId',
      filter: 'newer revision',
    },
    'a manager that is closed is forgotten': {
      find: 'forget: (managerId) => dropWhere((entry) => entry.session.managerId === managerId),',
      replace: 'forget: () => {},',
      filter: 'signs in again at the next call',
    },
  }),
  ...inFile(`${worker}/accounts.ts`, [`${folder}/ahead.test.ts`], {
    'who is signed in is not signed in ahead': {
      find: 'isKnown || entries.size',
      replace: 'entries.size',
      filter: 'spares the first read',
    },
    'nobody is signed out for a sign-in ahead': {
      find: ' || entries.size >= settings.maxClients) return false',
      replace: ') return false',
      filter: 'signs nobody out',
    },
    'a call takes over the sign-in that waits': { find: 'entry.hurry();', filter: 'callers go first' },
  }),
  ...inFile(`${worker}/turns.ts`, [`${worker}/turns.test.ts`], {
    'what nobody waits for comes last': {
      find: "(rank === 'ahead' ? ahead : waiting).push(enter);",
      replace: 'waiting.push(enter);',
    },
    'what nobody waits for is done while nobody else works': {
      find: 'if (taken === 0) admit(ahead);',
      replace: 'while (taken < limit && ahead.length > 0) admit(ahead);',
    },
    'nothing is let in twice': { find: 'ahead.splice(at, 1);' },
  }),
  ...inFile(`${worker}/locate.ts`, [`${folder}/differential.test.ts`], {
    'what is named by ids is never looked up as a title': {
      find: 'const named = references.filter((reference) => !isBoundById(reference));',
      replace: 'const named = references;',
      also: { find: 'isBoundById(reference) || !lookUp', replace: '!lookUp' },
      tests: [`${folder}/differential.test.ts`, `${folder}/batches.test.ts`],
    },
    'what was seen does not say that something is not there': {
      find: 'return seen && find(seen);\n  } catch {\n    return undefined;',
      replace: 'return seen && find(seen);\n  } catch (error) {\n    throw error;',
      tests: ['lib/secrets/seen-lately.db.test.ts'],
      filter: 'never says that something is not there',
    },
  }),
  ...inFile(`${worker}/seen.ts`, ['lib/secrets/seen-lately.db.test.ts'], {
    'what was seen too long ago is not used': { find: ' && seen.atMs > sinceMs ?', replace: ' ?' },
  }),
];
