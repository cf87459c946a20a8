import { chmodSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEnv } from './env';
import { secretSettings, takeSettings } from './secret-settings';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-secret-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string, mode = 0o600): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.txt`);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

function problemsOf(source: Record<string, string>): Record<string, { inTerminal: string }> {
  try {
    readEnv(source);
    return {};
  } catch (error) {
    return Object(error).fields;
  }
}

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');

describe('secrets in files', () => {
  it('are read for every secret setting, without the newline at the end', () => {
    const read = readEnv({
      DATABASE_URL_FILE: fileOf('postgresql://me:secret@db/latchkey\n'),
      LATCHKEY_MASTER_KEY_FILE: fileOf(`${key(1)}\r\n`),
      LATCHKEY_MASTER_KEY_PREVIOUS_FILE: fileOf(`${key(2)}\n${key(3)}\n`),
      LATCHKEY_ADMIN_EMAIL: 'admin@example.com',
      LATCHKEY_ADMIN_PASSWORD_FILE: fileOf('long enough\n'),
      LATCHKEY_ADMIN_API_KEY_FILE: fileOf(`lk_${'a'.repeat(32)}`),
      HTTPS_PROXY_FILE: fileOf('http://proxy.corp:3128\n'),
      HTTP_PROXY_FILE: fileOf('http://proxy.corp:3129\n'),
    });
    expect(read).toMatchObject({
      databaseServer: { user: 'me', password: 'secret', database: 'latchkey' },
      adminPassword: 'long enough',
      adminApiKey: `lk_${'a'.repeat(32)}`,
      proxies: { https: { port: 3128 }, http: { port: 3129 } },
      openSecretFiles: [],
    });
    expect(read.masterKey?.export()).toEqual(Buffer.alloc(32, 1));
    expect(read.previousMasterKeys.map((each) => each.export())).toEqual([
      Buffer.alloc(32, 2),
      Buffer.alloc(32, 3),
    ]);
  });

  it('refuse the start when the value is given as well, naming both and neither’s text', () => {
    const problems = problemsOf({
      LATCHKEY_MASTER_KEY: 'canary-in-the-environment',
      LATCHKEY_MASTER_KEY_FILE: fileOf('canary-in-the-file'),
    });
    expect(problems.LATCHKEY_MASTER_KEY_FILE?.inTerminal).toMatch(
      /LATCHKEY_MASTER_KEY_FILE and LATCHKEY_MASTER_KEY are both set/,
    );
    expect(JSON.stringify(problems)).not.toContain('canary');
  });

  it.each([
    ['is missing', join(folder, 'nowhere'), /not there/],
    ['is a folder', folder, /a folder/],
    ['is empty', fileOf('\n'), /empty file/],
    ['is too large', fileOf('x'.repeat(70_000)), /too large/],
  ])('refuse the start when the file %s', (_what, path, said) => {
    expect(problemsOf({ DATABASE_URL_FILE: path }).DATABASE_URL_FILE?.inTerminal).toMatch(said);
  });

  it.skipIf(process.getuid?.() === 0)('refuse the start when the file may not be read', () => {
    const path = fileOf('x', 0o000);
    expect(problemsOf({ DATABASE_URL_FILE: path }).DATABASE_URL_FILE?.inTerminal).toMatch(/may not read/);
  });

  it('are judged like the setting itself, and named by it', () => {
    expect(problemsOf({ LATCHKEY_MASTER_KEY_FILE: fileOf('canary') })).toHaveProperty('LATCHKEY_MASTER_KEY');
  });

  it('that everybody may read are named for a warning', () => {
    const read = readEnv({ LATCHKEY_MASTER_KEY_FILE: fileOf(key(1), 0o644) });
    expect(read.openSecretFiles).toEqual(['LATCHKEY_MASTER_KEY_FILE']);
  });
});

describe('takeSettings', () => {
  it('leaves no secret setting in the environment that it read', () => {
    const secrets = Object.fromEntries(secretSettings.map((name) => [name, `canary of ${name}`]));
    const environment: Record<string, string | undefined> = { PATH: '/bin', PORT: '1', ...secrets };
    expect(takeSettings(environment)).toEqual({ PATH: '/bin', PORT: '1', ...secrets });
    expect(environment).toEqual({ PATH: '/bin', PORT: '1' });
  });

  it('leaves the addresses of proxies in small letters neither, which count before the others', () => {
    const environment: Record<string, string | undefined> = {
      https_proxy: 'http://me:canary@small.corp:1',
      HTTPS_PROXY: 'http://me:canary@large.corp:1',
    };
    expect(readEnv(takeSettings(environment)).proxies.https?.host).toBe('small.corp');
    expect(environment).toEqual({});
  });

  it('takes what was handed over through a descriptor, and forgets the descriptor', () => {
    const descriptor = openSync(fileOf(JSON.stringify({ LATCHKEY_ADMIN_PASSWORD: 'handed over' })), 'r');
    const environment: Record<string, string | undefined> = {
      LATCHKEY_ADMIN_PASSWORD: '',
      LATCHKEY_SETTINGS_FD: String(descriptor),
    };
    expect(takeSettings(environment).LATCHKEY_ADMIN_PASSWORD).toBe('handed over');
    expect(environment).toEqual({});
  });
});
