import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';

/** Something that opens over a page. `open` answers with what has opened. */
export interface Opening {
  name: string;
  path: string;
  /** On one kind of screen alone. */
  on?: 'wide' | 'narrow';
  open: (page: Page) => Promise<Locator>;
}

/** Everything that opens over a page, in the console of an admin. */
export function openings(managerId: string): Opening[] {
  const managers = '/admin/security/secret-managers';
  const manager = `${managers}/${managerId}`;
  return [
    { name: 'connect sheet', path: managers, open: pressFor('Connect 1Password', 'dialog') },
    { name: 'menu of a secret manager', path: manager, open: pressFor('More', 'menu') },
    { name: 'replace token', path: manager, open: chooseFor('More', 'Replace token', 'dialog') },
    { name: 'edit secret manager', path: manager, open: chooseFor('More', 'Edit', 'dialog') },
    { name: 'remove secret manager', path: manager, open: chooseFor('More', 'Remove', 'alertdialog') },
    { name: 'cache policy', path: manager, open: pressFor('Edit: Cache policy', 'dialog') },
    { name: 'create API key', path: '/admin/security/api-keys', open: pressFor('Create API key', 'dialog') },
    {
      name: 'add a destination',
      path: '/admin/security/destinations',
      open: pressFor('Add a destination', 'dialog'),
    },
    { name: 'invite a user', path: '/admin/people/users', open: pressFor('Invite a user', 'dialog') },
    { name: 'invitation link', path: '/admin/people/users', open: invitationLink },
    { name: 'link for a new password', path: '/admin/people/users', open: resetLink },
    { name: 'disable a user', path: '/admin/people/users', open: disableUser },
    {
      name: 'what a key can read',
      path: '/admin/security/api-keys',
      open: pressFor(/^What .* can read/, 'dialog'),
    },
    { name: 'rotate a key', path: '/admin/security/api-keys', open: rotateKey },
    { name: 'new key', path: '/admin/security/api-keys', open: newKey },
    { name: 'add a project', path: '/admin/people/projects', open: pressFor('Add a project', 'dialog') },
    { name: 'menu of a connection', path: '/connections/billing', open: pressFor('More', 'menu') },
    {
      name: 'disable connection',
      path: '/connections/billing',
      open: chooseFor('More', 'Disable', 'alertdialog'),
    },
    {
      name: 'remove connection',
      path: '/connections/billing',
      open: chooseFor('More', 'Remove', 'alertdialog'),
    },
    {
      name: 'duplicate connection',
      path: '/connections/billing',
      open: chooseFor('More', 'Duplicate', 'dialog'),
    },
    { name: 'tags of a connection', path: '/connections/billing', open: pressFor('Add a tag', 'dialog') },
    { name: 'tags of many', path: '/connections', open: selectedFor('Tag', 'dialog') },
    { name: 'disable many', path: '/connections', open: selectedFor('Disable', 'alertdialog') },
    { name: 'remove many', path: '/connections', open: selectedFor('Remove', 'alertdialog') },
    { name: 're-point', path: '/connections', open: selectedFor('Re-point', 'dialog') },
    { name: 'schedule of scans', path: manager, open: pressFor(/^Scheduled scan/, 'menu') },
    { name: 'cache entry', path: '/cache', open: pressFor(/^Look at/, 'dialog') },
    { name: 'cache filters', path: '/cache', open: pressFor('More filters', 'dialog') },
    { name: 'clear many entries', path: '/cache', open: entryFor('Clear selected', 'alertdialog') },
    { name: 'account menu', path: '/connections', on: 'wide', open: pressFor(/^Account/, 'menu') },
    { name: 'menu of the bar', path: '/connections', on: 'narrow', open: barMenu },
    { name: 'keyboard map', path: '/connections', open: keyboardMap },
    { name: 'palette', path: '/connections', open: palette },
    { name: 'picker, items', path: '/connections/new/stripe', open: pickerItems },
    { name: 'picker, fields', path: '/connections/new/stripe', open: pickerFields },
    { name: 'picker, pasted', path: '/connections/new/stripe', open: pickerPasted },
    { name: 'leave question', path: '/connections/new/stripe', open: leaveQuestion },
  ];
}

function pressFor(name: string | RegExp, role: 'dialog' | 'menu'): Opening['open'] {
  return async (page) => {
    await page
      .getByRole('main')
      .getByRole('button', { name, exact: typeof name === 'string' })
      .or(page.getByRole('complementary').getByRole('button', { name }))
      .first()
      .click();
    return page.getByRole(role).first();
  };
}

function chooseFor(menu: string, item: string, role: 'dialog' | 'alertdialog'): Opening['open'] {
  return async (page) => {
    await page.getByRole('main').getByRole('button', { name: menu, exact: true }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    return page.getByRole(role).first();
  };
}

/** Selects the first connection and presses what can be done with it. */
function selectedFor(action: string, role: 'dialog' | 'alertdialog'): Opening['open'] {
  return async (page) => {
    await page.getByRole('checkbox', { name: /^Select Billing/ }).click();
    const bar = page.getByRole('region', { name: 'Selected connections' });
    await bar.getByRole('button', { name: action, exact: true }).click();
    return page.getByRole(role).first();
  };
}

function entryFor(action: string, role: 'alertdialog'): Opening['open'] {
  return async (page) => {
    await page
      .getByRole('checkbox', { name: /^Select Production/ })
      .first()
      .click();
    await page.getByRole('button', { name: action, exact: true }).click();
    return page.getByRole(role);
  };
}

async function barMenu(page: Page): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'More' }).click();
  return page.getByRole('dialog');
}

async function resetLink(page: Page): Promise<Locator> {
  await page
    .getByRole('button', { name: /^More for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Reset password' }).click();
  return page.getByRole('dialog', { name: 'Password reset link' });
}

async function invitationLink(page: Page): Promise<Locator> {
  await page.getByRole('main').getByRole('button', { name: 'Invite a user' }).click();
  const sheet = page.getByRole('dialog', { name: 'Invite a user' });
  await sheet.getByLabel('Name').fill('Somebody invited');
  await sheet.getByLabel('Email address').fill(`${randomUUID()}@example.test`);
  await sheet.getByRole('button', { name: 'Create invitation' }).click();
  return page.getByRole('dialog', { name: 'Invitation link' });
}

async function newKey(page: Page): Promise<Locator> {
  await page.getByRole('main').getByRole('button', { name: 'Create API key', exact: true }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Create API key' });
  await sheet.getByRole('textbox', { name: 'Name' }).fill('looked at');
  await sheet.getByRole('button', { name: 'Create API key' }).click();
  return page.getByRole('dialog', { name: /New API key/ });
}

async function disableUser(page: Page): Promise<Locator> {
  await page
    .getByRole('row')
    .filter({ hasNotText: 'you' })
    .getByRole('button', { name: /^More for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  return page.getByRole('alertdialog');
}

async function rotateKey(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More for worker' }).first().click();
  await page.getByRole('menuitem', { name: 'Rotate' }).click();
  return page.getByRole('dialog', { name: /^Rotate / });
}

async function keyboardMap(page: Page): Promise<Locator> {
  await page.keyboard.press('?');
  return page.getByRole('dialog', { name: 'Keyboard' });
}

async function palette(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('b');
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  await dialog.getByRole('option', { name: /Billing/ }).waitFor();
  return dialog;
}

async function pickerItems(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Choose a secret' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'A secret for Secret key' });
  await dialog.getByRole('listbox', { name: 'Items' }).getByRole('option').first().waitFor();
  return dialog;
}

async function pickerFields(page: Page): Promise<Locator> {
  const dialog = await pickerItems(page);
  await dialog.getByRole('combobox').fill('stripe');
  await page.keyboard.press('Enter');
  await dialog.getByRole('listbox', { name: 'Fields' }).getByRole('option').first().waitFor();
  return dialog;
}

async function pickerPasted(page: Page): Promise<Locator> {
  const dialog = await pickerItems(page);
  await dialog.getByRole('combobox').fill('op://Shared/Database/password');
  await dialog.getByText(/^Found in/).waitFor({ timeout: 30_000 });
  return dialog;
}

async function leaveQuestion(page: Page): Promise<Locator> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Unsaved');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog', { name: 'Go to' }).getByRole('option', { name: 'Cache' }).click();
  return page.getByRole('alertdialog', { name: 'Leave without saving?' });
}
