import { englishInputMessages } from './input-messages';
import { englishProviderMessages } from './provider-messages';

/**
 * What verbs tell people where an error code's own sentence is too little: what happened, why, what to do next. Each has
 * its German in messages.de.ts. What is named in them was typed in Latchkey or is a title of a secret manager, never a value.
 */
export const messages = {
  ...englishInputMessages,
  ...englishProviderMessages,

  // Who asks
  roleLacks: ({ role }: { role: string }) =>
    `Your role (${role}) does not allow this. Ask an admin for access.`,
  valuesForWorkloads:
    'Values are given to workloads only. Resolve with an API key, or use Test, which tells all but the value.',
  ownProjectsOnly: 'You may give this to your own projects only. Ask an admin for a platform-wide scope.',
  notWhollyYours:
    'This belongs to the whole platform, or to projects that are not all yours: you may use it, not change it. Ask a platform admin.',
  secretNotGranted: ({ name }: { name: string }) =>
    `“${name}” does not let these projects use this secret. An admin can grant it on the secret manager’s page, under Access.`,
  keyReadsConnections:
    'This API key resolves connections. To read references with it, an admin makes a key that names the secret manager and the patterns it may read.',
  othersLiveOnIt:
    'Connections of other projects, or of the whole platform, live on this. Refresh it in place of clearing it, or ask a platform admin.',
  projectTwice: 'A project is listed twice. List each one once, with all of its patterns.',
  projectNotOwner:
    'This secret manager belongs to its own projects. Give it to another project under Scope first.',
  reportFieldRefused: ({ reference, name }: { reference: string; name: string }) =>
    `It is bound to ${reference}, which “${name}” does not let its projects use: workloads are refused. Grant it under Access of the secret manager, or bind another secret.`,
  reportFieldElsewhere: ({ reference, name }: { reference: string; name: string }) =>
    `It is bound to ${reference} of “${name}”, which belongs to other projects: workloads are refused. Add its projects to the secret manager, or bind another secret.`,
  reportFieldPlatform: ({ reference, name }: { reference: string; name: string }) =>
    `It is platform-wide and bound to ${reference} of “${name}”, which belongs to some projects only: workloads are refused. Give the connection to these projects, or bind a secret of a platform-wide secret manager.`,
  reportFieldNoProject: ({ reference }: { reference: string }) =>
    `It is bound to ${reference} and belongs to no project: workloads are refused. Choose the projects of the connection.`,
  reportKeyOfDisabled: ({ person }: { person: string }) =>
    `${person} created it and is disabled, and the key still works. Rotate it if the person may know it, or revoke it.`,
  attentionRefused: ({ secrets, name }: { secrets: number; name: string }) =>
    `“${name}” does not let its projects use ${counted(secrets, 'secret')} that it is bound to: workloads are refused. Grant them under Access of the secret manager, or bind others.`,
  attentionUnserved: ({ name }: { name: string }) =>
    `Workloads cannot get it now: “${name}” cannot be asked, and nothing is cached that may still be used.`,
  attentionMissing: 'Required and not set. Enter a value or pick a secret.',
  attentionUnverified:
    'Saved without a check, since the secret manager could not be asked. A scan or a check verifies it.',
  machineClockOff: ({ by, isAhead }: { by: string; isAhead: 'ahead' | 'behind' }) =>
    `The clock of this machine is ${by} ${isAhead} of the time that Latchkey goes by. Nothing fails because of it. Check the time service of this machine; where the clock is right now, restart Latchkey.`,
  providerClockOff: ({ by, isAhead }: { by: string; isAhead: 'ahead' | 'behind' }) =>
    `The clocks of secret managers are ${by} ${isAhead} of the time that Latchkey goes by. Check the clock of this machine, or of the database server where there is one.`,
  attentionHourSpent: ({ percent, limit }: { percent: number; limit: number }) =>
    `${percent} % of the ${counted(limit, 'request')} that the secret manager allows this token in an hour are used.`,
  attentionDaySpent: ({ percent, limit }: { percent: number; limit: number }) =>
    `${percent} % of the ${counted(limit, 'request')} that the secret manager allows the account in a day are used.`,
  attentionScanFailed: ({ because }: { because: string }) =>
    `The last scan could not look at everything, so broken references may be unknown. ${because}`,
  attentionTrustEnded:
    'A change was found that the change feed had not told, so it is not trusted any more. Values are kept by the cache policy again. Find out why events are missing in 1Password before you turn it on again.',
  attentionKeyEnds: ({ days }: { days: number }) =>
    `It ends ${days === 1 ? 'within a day' : `in ${days} days`}. Workloads that use it fail from then on: rotate it, and give them the new key.`,
  reportKeyNarrowed: ({ name }: { name: string; patterns: string }) =>
    `It could read every reference of “${name}”. Now it reads only those that its projects may use. If it needs more, grant more under Access of the secret manager.`,
  reportKeyReads: ({ name, patterns }: { name: string; patterns: string }) =>
    `It may read references of “${name}” by naming them: ${patterns}. Create a key without that right where the workload only resolves connections.`,
  reportAdminKeyNarrowed:
    'An admin key of some projects administers only those projects: nothing platform-wide, and no people, keys or projects of others.',
  reportNoRole:
    'Latchkey does not know their stored role, so they may not do anything. Choose a role under Users.',
  reportNoProject:
    'They belong to no project, so they see what is platform-wide and cannot change anything. Add them to their projects under Users.',
  reportPlatformWide: ({ person }: { person: string }) =>
    `${person} created it for the whole platform, and only platform admins change such connections. Move it into a project, or change it as an admin.`,
  reportShared:
    'It belongs to several projects, and some builders do not belong to all of them: they see it and cannot change it. Add them to all of its projects, or split it.',
  projectUnknown: 'One of these projects does not exist. Reload and choose again.',
  signedOut: 'You are no longer signed in. Sign in again, then repeat this; nothing here is lost.',
  headerNotUnderstood: 'The Authorization header is not understood. Send it as: Authorization: Bearer lk_…',
  otherOrigin: ({ came, origin }: { came: string; origin: string }) =>
    `This change came from ${came}, and Latchkey is at ${origin}. Open it there. If people use the other address, an operator sets LATCHKEY_ORIGIN to it, or lists it with its port in LATCHKEY_HOST_ALIASES. Programs send an API key.`,
  noOrigin: ({ origin }: { origin: string }) =>
    `This change does not say which page it came from (there is no Origin header), and Latchkey is at ${origin}. Open it there in a browser, or let the proxy in front hand the header on. Programs send an API key.`,
  keyAttempts: 'Too many attempts from this address have failed. Wait a minute, and check the API key.',

  // The API's form
  bodyTooLarge: 'The body is too large. The most that is taken is 4 MiB.',
  bodyNotJson: 'The body is not valid JSON. Correct it and send it again.',
  mediaType: 'Send the body as JSON, with the header Content-Type: application/json.',
  addressMalformed: 'The address is not well formed: a % in it is not followed by two hexadecimal digits.',
  addressPartTooLong: 'A part of the address is too long. Shorten it and try again.',
  noSuchAddress: 'There is no such address in the API. GET /api/openapi.json lists them.',
  otherMethods: ({ method, offered }: { method: string; offered: string }) =>
    `This address does not take ${method}; it takes ${offered}.`,
  noTagHere:
    'Nothing can be read at this address, so it has no ETag and If-Match cannot match. Leave If-Match out.',
  requestsWaiting: 'More requests are waiting here than can be answered soon. Try again in a moment.',

  // People
  signInRefused:
    'The e-mail address or the password is not right, or the account is disabled. Check both and try again.',
  signInAttempts: ({ seconds }: { seconds: number }) =>
    `Too many attempts to sign in have failed. Try again in ${counted(seconds, 'second')}; each further failure makes the pause longer.`,
  signInBusy: 'Many people are signing in at this moment. Wait a few seconds, then try again.',
  reauthenticate:
    'This needs your password once more: it was last entered more than ten minutes ago. Enter it in the console, or use an API key.',
  passwordWrong: 'This is not your current password. Check it and try again.',
  passwordSame: 'The new password has to differ from the present one.',
  passwordLeaked:
    'This password is on a list of leaked passwords, which attackers try first. Choose another one.',
  passwordPattern: 'This password is a simple pattern. Choose one that nobody can guess.',
  passwordNames:
    'This password is little more than your address or the name of Latchkey. Choose one that nobody can guess.',
  passwordByInvitation:
    'Leave the password out: the answer has an invitation link, by which the person chooses one. Nobody else may choose it.',
  passwordEnded:
    'This password was given for seven days, and they are over. Ask an admin for a link for a new password.',
  signedOutByWrongPasswords:
    'The password was wrong five times, so this browser was signed out. Sign in again.',
  forSignedIn: 'This is for people who are signed in, not for API keys.',
  noSuchSession: 'This session has ended already. Reload the list.',
  setUpLinkSpent:
    'This set-up link is not valid: it was used, or Latchkey was started again and printed a new one. Take the newest link from the output of the start.',
  noSuchPerson: 'There is no such person. They may have been removed; reload the list.',
  personDisabled: 'This person is disabled. Enable them first, then give them a link.',
  personInvited: 'This person has not chosen a password yet. Invite them again to make a new link.',
  personAccepted: 'This person already has a password. Create a link for a new password.',
  tooManyResetLinks:
    'Five links were made for this person within the hour. Use the last one, or wait an hour.',
  resetLinkSpent:
    'This link is not valid: it was used, replaced by a newer one, or has ended. Ask an admin for a new one.',
  tooManyWrongLinks: 'Too many links that are not valid were tried. Wait a minute, then open yours again.',
  lastAdmin: 'This is the last admin. Make somebody else an admin first.',
  emailTaken: 'Somebody with this e-mail address exists already. Use another one, or change that person.',
  emailTakenHere: 'Somebody has this address already.',

  // Projects and API keys
  projectNameTaken: ({ name }: { name: string }) =>
    `A project named “${name}” exists already. Choose another name.`,
  projectNameTakenHere: 'Another project has this name.',
  noSuchProject: 'There is no such project. It may have been removed; reload the list.',
  projectInUse: (given: { name: string; managers: number; connections: number; apiKeys: number }) =>
    `${given.name} still scopes ${counted(given.managers, 'secret manager')}, ${counted(given.connections, 'connection')} and ${counted(given.apiKeys, 'API key')}. Rescope or remove them first.`,
  keyRotatedAlready: 'This API key was revoked or rotated already. Rotate the key that took its place.',
  keyElsewhere:
    'This API key may not be used from this address. An admin sets the networks of a key when making it.',
  noSuchApiKey: 'There is no such API key. It may have been removed; reload the list.',

  // Secret managers
  noSuchManager:
    'There is no such secret manager, or your projects do not reach it. It may have been removed.',
  managerNameTaken: ({ name }: { name: string }) =>
    `A secret manager named “${name}” exists already. Choose another name.`,
  managerNameTakenHere: 'Another secret manager has this name.',
  managerInUse: ({ name, connections }: { name: string; connections: number }) =>
    `${counted(connections, 'connection')} ${connections === 1 ? 'needs' : 'need'} ${name}. Bind their fields to another secret manager first, or remove it by force: they fail until they are bound again.`,
  paceTooFast:
    'At this pace the limit is reached before it renews. Lengthen the fresh time in the cache policy, or choose the plan of the account if it is a larger one.',
  freshTooDear: ({ perDay, minutes }: { perDay: number; minutes: number }) =>
    `Keeping everything fresh would take ${perDay.toLocaleString('en')} requests a day, more than Latchkey may spend of this plan. Values are refreshed more slowly and served as stale meanwhile. A fresh time of ${minutes === 1 ? 'one minute' : `${minutes.toLocaleString('en')} minutes`} in the cache policy would fit, or a larger plan if the account has one.`,

  // Cache
  entryGone: 'The cache does not hold this entry any more: it was cleared or replaced. Reload the list.',
  exportLeavesSecret: 'This is a typed secret, which is not exported.',
  exportLeavesText: 'It is inside a text, which only people who can change the connection can see.',
  exportLeavesName: 'No shell takes a variable of this name.',
  exportOfEnvironment: ({ title }: { title: string }) =>
    `All variables of the Environment ${title} as it is known now. Variables that are added later are not in this file.`,
  referenceUnknown:
    'Nothing is known of this reference any more, or your projects do not reach its secret manager.',

  // Destinations
  noSuchDestination: 'There is no such destination. It may have been removed; reload the list.',
  destinationTaken: ({ host, port }: { host: string; port: number }) =>
    `${host}:${port} is on the list already. Remove that entry first to change it.`,
  destinationTakenHere: 'This host and port are on the list already.',

  // Connections
  noSuchConnection: ({ key }: { key: string }) =>
    `No connection “${key}” is available to you. Check the key, and the projects of whoever asks.`,
  connectionKeyTaken: ({ key }: { key: string }) =>
    `A connection with the key “${key}” exists already. Choose another key.`,
  connectionKeyTakenHere: 'Another connection has this key.',
  accessChanged:
    'Someone else changed the access to this secret manager. Reload it and make your change again.',
  noSuchVersion: ({ key, number }: { key: string; number: number }) =>
    `Version ${number} of “${key}” is not kept, or it is from a time when the connection was not yours to see.`,
  nothingToRestore: ({ number }: { number: number }) =>
    `There is nothing to restore: the connection is as it was in version ${number}.`,
  restoreNeedsSecret: 'Typed secrets are not kept in the history. Enter it again, or leave the field out.',
  restoreNeedsBinding:
    'The secret manager of this field was removed. Bind another secret, enter a value, or leave the field out.',
  restoreAsksOthers:
    'This field is restored from the version. Give only the fields that the preview asks for.',
  connectionChanged: 'Someone else changed this connection. Reload it and make your change again.',
  connectionDisabled: ({ key }: { key: string }) =>
    `The connection ${key} is disabled. Somebody switched it off in Latchkey; enable it there to use it again.`,
  fieldUnresolved: ({ field, key, because }: { field: string; key: string; because: string }) =>
    `The field ${field} of ${key} cannot be resolved. ${because}`,
  fallbackItself: 'A secret manager cannot be its own fallback. Choose another one.',
  fallbackOtherReferences:
    'Select a secret manager whose references have the same form: the same references are read from both.',
  fallbackNarrower:
    'Not everybody who may use this secret manager may use that one. Choose a platform-wide one, or give it to the same projects first.',
  managerGone: 'The secret manager of this field was removed. Bind the field to another one.',
  managerNotServing: ({ name }: { name: string }) =>
    `The secret manager ${name} does not serve all projects of this connection. Choose another one, or ask an admin to widen its scope.`,
  scopeTooWide: ({ name }: { name: string }) =>
    `The secret manager ${name} does not serve all projects of this connection. Narrow the connection’s scope, or ask an admin to widen the secret manager’s.`,
  tooManyTags: ({ key, most }: { key: string; most: number }) =>
    `A connection has at most ${most} tags, and “${key}” would have more. Take some away first.`,
  keyBudgetSpent:
    'More secrets were asked for than the limit for one caller permits, and this one is not cached. Wait, then try again; an operator can change the limit.',
  callerBudgetSpent:
    'More was asked of secret managers than the limit for one caller permits. Wait, then try again; an operator can change the limit.',
  tooManyTests:
    'You have run many tests in the last minute, or two still run. Wait a moment, then test again.',
  alreadyBoundTo: 'The fields are bound to this secret manager already. Choose another one.',
  alreadyBoundToHere: 'The fields are bound to this one already.',
  changedSincePreview: 'It was changed since the preview. Look at it again.',
  changedSinceRepoint: 'It was changed or removed since, so it stays as it is.',
  undoneAlready: 'This was undone already. Reload to see how things are bound now.',

  // Scans
  fieldBoundAnew: 'Someone else bound this field to another secret. Reload and check it again.',
  scanTooDear: ({ requests }: { requests: number }) =>
    `A scan would take about ${counted(requests, 'request')}, and 70 % of the secret manager’s limit is already used. The rest is kept for workloads. Scan again when the limit has renewed.`,
  scanUnderWay: ({ name }: { name: string }) =>
    `A scan of ${name} is under way already. Its findings show here when it ends.`,
  foundMoved: 'The item was moved to another vault, where it has a new id. Bind it there.',
  foundArchived: 'The item is in 1Password’s archive. Restore it there, or bind another one.',
  foundReplaced:
    'The item was deleted, and its vault has another one of the same title. Bind that if it is the one.',
  foundDeleted: 'The item was deleted, or moved to a vault that this token does not see. Bind another one.',
  foundFieldGone: 'The item is there and no longer has this field. Bind another field of it.',
  foundVariableRenamed:
    'The Environment has no variable of this name any more, and this one in its place. Bind it, or name it in 1Password as it was.',
  foundAmbiguous: 'More than one item or field has these names. Bind the one that is meant.',
  foundNothing:
    'The secret manager has nothing under these names for this token. Check them, or bind with the picker.',
  foundForbidden:
    'This token no longer sees the vault: it was deleted, or the token was replaced by one that may not read it. Use a token that may, or bind another secret.',
} as const;

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
