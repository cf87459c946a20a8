import { inFile } from './in-file.mjs';

const bound = ['lib/connections/environments.db.test.ts'];
const whole = ['lib/connections/whole-environment.db.test.ts'];
const rules = ['lib/connections/environment-rules.db.test.ts'];
/** Of variables of environments, and of reading one. */
export const environmentGuards = [
  ...inFile('lib/connections/environment-variables.ts', whole, {
    'a field of the connection’s own wins': {
      find: '.filter(([name]) => !own.has(name))',
      filter: 'hot lane',
    },
  }),
  ...inFile('lib/connections/environment-bind.ts', rules, {
    'a whole Environment is of the app custom alone': {
      find: "if (app !== environmentApp) throw wrong('environment', messageFor('environmentOfCustom'));",
      filter: 'app custom',
    },
  }),
  ...inFile('lib/connections/environment-learn.ts', whole, {
    'an answer from before tells nothing of now': {
      find: ' && isSeenLater(now, seen)',
      filter: 'older than what was noted',
    },
  }),
  ...inFile('lib/connections/environment-learn.ts', ['lib/connections/environment-learn.db.test.ts'], {
    'names of variables are told to who may use them alone': {
      find: 'allowanceOfConnection(manager, scopedOf(connection)).allows({',
      replace: 'Boolean({',
      filter: 'may not use',
    },
  }),
  ...inFile('lib/connections/told-finding.ts', ['lib/scans/renamed-variables.db.test.ts'], {
    'that a variable is there under another name is told with the name alone': {
      find: "kind === 'field_gone' && isVariable && candidates.length === 0 ? 'not_found' : kind",
      replace: 'kind',
      filter: 'offers nothing',
    },
  }),
  ...inFile('lib/connections/served.ts', rules, {
    'a whole Environment counts when the scope is asked': {
      find: 'if (allowance.allows({ locator, titles })) continue;',
      replace: 'continue;',
      filter: 'refuses a scope',
    },
  }),
  ...inFile('lib/secrets/browse-environments.ts', bound, {
    'environments that lead nowhere are not listed': {
      find: 'listed.filter((environment) => allowance.leadsThrough(aboveOf(grammar, [environment])))',
      replace: '[...listed]',
    },
    'variables that are not let through are not listed': {
      find: 'isAll ? listing : narrowed(listing, { grammar, above }, allowance)',
      replace: 'listing',
    },
  }),
  ...inFile('lib/secrets/in-use.ts', bound, {
    'an environment is kept fresh by listing it': {
      find: 'isOneUnit: isOneUnit(locator) && isDated(entry)',
      replace: 'isOneUnit: false',
    },
  }),
  ...inFile('lib/scans/binding-status.ts', bound, {
    'an account in trouble breaks no binding': {
      find: '!now?.isCertain || !isAboutSecret(now.code)',
      replace: '!now?.isCertain',
    },
    'a variable is looked at by reading it': {
      find: 'return isOneUnit(reference);',
      replace: 'return false;',
    },
  }),
  ...inFile('lib/secrets/listed.ts', ['lib/secrets/search.db.test.ts'], {
    'a search finds environments that lead somewhere alone': {
      find: 'all.filter((each) => allowance.leadsThrough(aboveOf(grammar, [each])))',
      replace: 'all',
    },
    'a search finds variables that are let through alone': {
      find: 'ofLevel(narrowed(listed, { grammar, above: [environment] }, allowance), ',
      replace: 'ofLevel(listed, ',
    },
  }),
  ...inFile('lib/scans/match.ts', ['lib/scans/renamed-variables.db.test.ts'], {
    'a renamed variable is found by its id': {
      find: '(same.length > 0 ? same : alike)',
      replace: 'alike',
    },
  }),
  ...inFile('lib/scans/write.ts', ['lib/scans/renamed-variables.db.test.ts'], {
    'a scan learns by what a variable is known': {
      find: 'await writeMembers(looks);',
    },
  }),
  ...inFile('lib/providers/op/environment-grammar.ts', ['lib/providers/op/environment-grammar.test.ts'], {
    'an environment is named by its id': {
      find: "if (!isReferenceId(environmentId)) throw invalid(messageFor('environmentById'));",
    },
    'the path of a variable ends with its name': {
      find: "if (name === '') throw invalid(messageFor('environmentNameless'));",
    },
    'a one-time password is never kept': {
      find: "isVolatile: attribute === 'otp',",
      replace: 'isVolatile: false,',
    },
  }),
  ...inFile(
    'lib/providers/onepassword/worker/read-together.ts',
    ['lib/providers/onepassword/worker/read-together.test.ts'],
    {
      'who asks before a read begins shares it': {
        find: 'if (of.next) {',
        replace: 'if (of.next && false) {',
      },
      'who asks while a read runs waits for the next one': {
        find: 'if (of.running)',
        replace: 'if (of.running && false)',
      },
      'a read goes on for who has time left': {
        find: 'jobs.every((each) => each.isOver())',
        replace: 'job.isOver()',
      },
    },
  ),
];
