// Copies for others: scrubbed ones, locked ones, and that every file fits its JSON Schema by a validator of others.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { type App, expect, expectNoBarriers, file, test } from '../pages';
import { lockFile, unlockFile } from '../readers';
import { faults } from '../schema';

const ROOT = new URL('../../../', import.meta.url);
const PASSPHRASE = 'correct horse battery staple';

async function json(path: string): Promise<Record<string, any>> {
  return JSON.parse(await readFile(new URL(path, ROOT), 'utf8')) as Record<string, any>;
}

/** A section of the view for handing over. */
function section(app: App, title: string): Locator {
  return app.main.locator('section').filter({ has: app.page.getByRole('heading', { level: 2, name: title, exact: true }) });
}

/** Opens a worked example and the view for handing it over. */
async function share(app: App, example = 'Infusion pump'): Promise<string> {
  const id = await app.openExample(example);
  await app.goTo('share');
  return id;
}

function secret(app: App, name: RegExp): Locator {
  return section(app, 'Scrubbed copy').getByRole('checkbox', { name });
}

async function saveScrubbed(app: App) {
  return app.saveFile(section(app, 'Scrubbed copy').getByRole('button', { name: 'Save the scrubbed copy' }));
}

async function exampleNames(page: Page): Promise<string[]> {
  return page.locator('.examples button').allInnerTexts();
}

test.describe('A scrubbed copy', () => {
  test('holds nothing of what leaves, and exactly what was shown', async ({ app, page }) => {
    await share(app, (await (async () => { await app.open('/'); return exampleNames(page); })())[0]);
    const whole = JSON.parse((await app.saveFile()).text);
    const part = section(app, 'Scrubbed copy');
    for (const name of [/^Names/, /^Notes/, /^Evidence/, /^Links/, /^The product/]) await expect(secret(app, name)).toBeChecked();
    await expect(part).toContainText(/Leaves: .*names, \d+ notes and other texts, \d+ pieces of evidence, \d+ texts about the product/);
    await expect(part).toContainText(/Stays: edition, class, statuses.*\d+ answers/);
    await part.getByText('Show exactly what will be in the file').click();
    const shown = await part.getByRole('region', { name: 'The text of the scrubbed copy' }).innerText();
    const saved = await saveScrubbed(app);
    expect(saved.text.trim()).toBe(shown.trim());
    await expect(part.getByRole('status')).toHaveText(`Saved as ${saved.name}.`);
    const copy = JSON.parse(saved.text);
    expect(await faults(copy)).toEqual([]);
    expect(copy.summary).toEqual(whole.summary);
    expect(copy.assessment.scrubbed).toEqual(['names', 'notes', 'evidence', 'links', 'product']);
    expect(copy.assessment.origin).toEqual({ kind: 'scrubbed', edition: whole.assessment.edition, at: copy.exported_at });
    expect(copy.assessment.id).not.toBe(whole.assessment.id);
    // Of everything that anybody typed there is nothing, neither in the file nor in its name.
    const typed = new Set<string>();
    const collect = (value: unknown, name = ''): void => {
      if (Array.isArray(value)) value.forEach((item) => collect(item, name));
      else if (value !== null && typeof value === 'object') Object.entries(value).forEach(([key, item]) => collect(item, key));
      else if (typeof value === 'string' && ['title', 'name', 'organisation', 'assessor', 'reviewer', 'owner', 'note', 'reason',
        'what', 'why', 'text', 'does', 'segregation', 'link', 'document', 'description', 'rationale', 'id'].includes(name)) typed.add(value);
    };
    collect(whole.assessment);
    expect(typed.size).toBeGreaterThan(50);
    expect([...typed].filter((text) => saved.text.includes(JSON.stringify(text)))).toEqual([]);
    expect(saved.name).toMatch(/^untitled-assessment-[0-9-]+-scrubbed\.iec62304\.json$/);
  });

  test('keeps what is not ticked, and is not made of nothing', async ({ app }) => {
    await app.newAssessment({ product: 'Pump', organisation: 'Acme', assessor: 'Kim', class: 'B' });
    await app.goTo('activity/5.1');
    await app.answer('5.1.1', 'Not applicable');
    await app.reason('5.1.1').fill('Secret reason');
    await app.note('5.1.1').fill('Secret note by Kim');
    await app.goTo('share');
    for (const name of [/^Notes/, /^Evidence/, /^Links/, /^The product/]) await secret(app, name).uncheck();
    const part = section(app, 'Scrubbed copy');
    await expect(part).toContainText('Leaves: 2 names.');
    await expect(part).toContainText('A name or a product inside a text stays where that text stays.');
    const copy = JSON.parse((await saveScrubbed(app)).text);
    expect(copy.assessment).toMatchObject({
      product: { name: 'Pump' },
      people: {},
      scrubbed: ['names'],
      answers: [{ clause: '5.1.1', note: 'Secret note by Kim', reason: 'Secret reason' }],
    });
    expect(copy.assessment.organisation).toBeUndefined();
    await secret(app, /^Notes/).check();
    const less = JSON.parse((await saveScrubbed(app)).text);
    expect(less.assessment.answers[0]).toMatchObject({ status: 'not-applicable', reason: 'Reason left out of this copy.' });
    expect(less.assessment.answers[0].note).toBeUndefined();
    expect(less.summary).toEqual(copy.summary);
    expect(less.assessment.id, 'another copy').not.toBe(copy.assessment.id);
    await secret(app, /^Notes/).uncheck();
    await secret(app, /^Names/).uncheck();
    await part.getByRole('button', { name: 'Save the scrubbed copy' }).click();
    await expect(part.getByRole('status')).toHaveText(/^Nothing is ticked/);
  });

  test('says what it is wherever it is opened', async ({ app, page }) => {
    await app.newAssessment({ product: 'Pump', organisation: 'Acme', class: 'B' });
    await app.goTo('share');
    await secret(app, /^Evidence/).uncheck();
    const saved = await saveScrubbed(app);
    await app.openFile(file(saved.text, saved.name));
    await expect(app.preview).toContainText('without names, notes, links, product');
    await expect(app.preview).toContainText('Everything in it was read.');
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await expect(page.getByRole('banner')).toContainText('Scrubbed copy');
    await app.goTo('results');
    await expect(app.main).toContainText('Scrubbed copy, without names, notes, links, product');
  });
});

test.describe('A locked copy', () => {
  const field = (app: App, name: string) => section(app, 'Locked copy').getByLabel(name, { exact: true });

  async function lock(app: App, passphrase = PASSPHRASE) {
    await field(app, 'Passphrase').fill(passphrase);
    await field(app, 'Passphrase once more').fill(passphrase);
    return app.saveFile(section(app, 'Locked copy').getByRole('button', { name: 'Lock and save' }));
  }

  async function unlock(app: App, passphrase: string): Promise<void> {
    await app.main.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await app.main.getByRole('button', { name: 'Unlock' }).click();
  }

  test('is opened by a program of others and equals the ordinary file', async ({ app }) => {
    await app.newAssessment({ product: 'Pümp 漢 🔒', organisation: 'Acme', class: 'B' });
    await app.goTo('share');
    const plain = JSON.parse((await app.saveFile()).text);
    const locked = await lock(app);
    expect(locked.name).toMatch(/^assessment-[0-9-]+-locked\.iec62304\.json$/);
    expect(locked.text).not.toContain('Acme');
    const head = JSON.parse(locked.text);
    expect(await faults(head)).toEqual([]);
    expect(head.kdf.iterations).toBeGreaterThanOrEqual(600_000);
    const path = test.info().outputPath('locked.json');
    await writeFile(path, locked.text);
    const inside = JSON.parse(await unlockFile(path, PASSPHRASE));
    expect({ ...inside, exported_at: '' }).toEqual({ ...plain, exported_at: '' });
    await expect(unlockFile(path, `${PASSPHRASE} `)).rejects.toThrow('the passphrase is another one');
    await writeFile(path, locked.text.replace('"version": "0', '"version": "9'));
    await expect(unlockFile(path, PASSPHRASE), 'the head is bound').rejects.toThrow('or the file was changed');
    // Nothing of the passphrase is left.
    for (const name of ['Passphrase', 'Passphrase once more']) await expect(field(app, name)).toHaveValue('');
    await expect(section(app, 'Locked copy').getByRole('status')).toHaveText(/^Saved as assessment-.* before you rely on it\.$/);
    expect(JSON.stringify(await app.stored())).not.toContain(PASSPHRASE);
    // Salt and initialisation vector are never used twice.
    const again = JSON.parse((await lock(app)).text);
    expect(again.kdf.salt).not.toBe(head.kdf.salt);
    expect(again.cipher.iv).not.toBe(head.cipher.iv);
  });

  test('asks for a passphrase that is worth it, twice, and shows it on demand', async ({ app, page }) => {
    await app.newAssessment({ class: 'B' });
    await app.goTo('share');
    const part = section(app, 'Locked copy');
    await expect(part).toContainText('If you forget it, nobody can open the file.');
    await field(app, 'Passphrase').fill('too short');
    await page.keyboard.press('Enter');
    await expect(part.getByRole('alert').first()).toHaveText(/^Use at least 12 characters\./);
    await expect(field(app, 'Passphrase')).toBeFocused();
    await field(app, 'Passphrase').fill(PASSPHRASE);
    await field(app, 'Passphrase once more').fill(`${PASSPHRASE}!`);
    await page.keyboard.press('Enter');
    await expect(part.getByText('The two do not agree.')).toBeVisible();
    await expect(field(app, 'Passphrase once more')).toBeFocused();
    await expect(field(app, 'Passphrase')).toHaveAttribute('type', 'password');
    await part.getByRole('checkbox', { name: 'Show the passphrase' }).check();
    await expect(field(app, 'Passphrase')).toHaveAttribute('type', 'text');
  });

  test('opens with its passphrase only, and nothing is stored on the way', async ({ app, page }) => {
    await app.newAssessment({ product: 'Pump', class: 'B' });
    await app.goTo('share');
    const locked = await lock(app);
    const before = await app.stored();
    await app.openFile(file(locked.text, locked.name));
    await expect(app.main.getByRole('heading', { level: 2 })).toHaveText(`${locked.name} is locked`);
    await expect(app.main.getByRole('heading', { level: 2 })).toBeFocused();
    await unlock(app, 'another passphrase');
    await expect(app.main.getByText('This passphrase does not open the file, or the file was changed.')).toBeVisible();
    await expect(app.main.getByLabel('Passphrase', { exact: true })).toBeFocused();
    await expect(app.main.getByLabel('Passphrase', { exact: true })).toHaveValue('');
    expect(await app.stored()).toEqual(before);
    await unlock(app, PASSPHRASE);
    await expect(app.preview).toContainText('The digest fits');
    await expect(app.preview).toContainText(locked.name);
    expect(await app.stored()).toEqual(before);
    await app.preview.getByRole('button', { name: 'Keep as a new assessment' }).click();
    await expect(page).toHaveURL(/#\/a\/[^/]+$/);
    expect(JSON.stringify(await app.stored())).not.toContain(PASSPHRASE);
  });

  test('of another program is opened, and so is that of every released version', async ({ app }) => {
    const [plain, out] = [test.info().outputPath('plain.json'), test.info().outputPath('out.json')];
    const text = await readFile(new URL('tests/fixtures/format-1/review-copy.json', ROOT), 'utf8');
    await writeFile(plain, text);
    // Letters that can be written in two ways are the same passphrase.
    await lockFile(plain, 'Zwölf Boxkämpfer'.normalize('NFC'), out);
    await app.openFile(out);
    await unlock(app, 'Zwölf Boxkämpfer'.normalize('NFD'));
    await expect(app.preview).toContainText('Everything in it was read.');
    await expect(app.preview).toContainText('The digest fits');
    await app.openFile(fileURLToPath(new URL('tests/fixtures/format-1/locked.json', ROOT)));
    await unlock(app, PASSPHRASE);
    await expect(app.preview).toContainText('Untitled assessment');
  });

  test('that is damaged or not safe is explained, and nothing is stored', async ({ app }) => {
    const locked = await json('tests/fixtures/format-1/locked.json');
    const before = JSON.stringify(await (await app.open(), app.stored()));
    for (const [change, words] of [
      [{ kdf: { ...locked.kdf, iterations: 1000 } }, 'The passphrase is hashed 1000 times'],
      [{ format_version: 2 }, 'this page reads up to 1'],
      [{ cipher: { ...locked.cipher, name: 'AES-128-CBC' } }, 'this page knows AES-256-GCM'],
      [{ data: 'x' }, 'At /data: This is not base64'],
    ] as const) {
      await app.openFile(file(JSON.stringify({ ...locked, ...change })));
      await expect(app.alerts.filter({ hasText: 'This locked file cannot be opened' })).toContainText(words);
      await expect(app.main).toContainText('Nothing was stored or changed.');
    }
    await app.openFile(file(JSON.stringify({ ...locked, generator: { name: 'x' } })));
    await unlock(app, PASSPHRASE);
    await expect(app.main.getByText('or the file was changed.')).toBeVisible();
    expect(JSON.stringify(await app.stored())).toBe(before);
  });

  test('is not offered where the browser cannot lock', async ({ app, page }) => {
    await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
    await app.newAssessment({ class: 'B' });
    await app.goTo('share');
    await expect(section(app, 'Locked copy')).toContainText('This browser does not lock files here');
    await expect(section(app, 'Locked copy').getByRole('button')).toHaveCount(0);
    await app.openFile(fileURLToPath(new URL('tests/fixtures/format-1/locked.json', ROOT)));
    await expect(app.alerts.first()).toContainText('This browser unlocks files only on pages that come by HTTPS');
  });
});

test.describe('Every file fits its schema by another validator', () => {
  test('the worked examples, and the files of every released version', async () => {
    for (const folder of ['examples/', 'tests/fixtures/format-1/']) {
      const names = (await readdir(new URL(folder, ROOT))).filter((name) => name.endsWith('.json'));
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) expect.soft(await faults(await json(folder + name)), name).toEqual([]);
    }
    const broken = await json('tests/fixtures/format-1/full.json');
    broken.assessment.answers[0].clause = '5.1';
    expect(await faults(broken)).not.toEqual([]);
  });

  test('the ordinary file of an example, and its schema beside the page', async ({ app, page }) => {
    await app.open('/');
    const [name] = await exampleNames(page);
    await app.openExample(String(name));
    expect(await faults(JSON.parse((await app.saveFile()).text))).toEqual([]);
    await app.open('/about');
    for (const [words, wanted] of [
      ['assessments', 'schema/iec62304-assessment.schema.json'],
      ['locked files', 'schema/iec62304-locked.schema.json'],
      ['backups', 'schema/iec62304-backup.schema.json'],
      ['the guide to the formats', 'docs/file-format.md'],
    ] as const) {
      const address = await app.main.getByRole('link', { name: words, exact: true }).getAttribute('href');
      const served = await page.request.get(new URL(String(address), page.url()).href);
      expect(await served.text(), words).toBe(await readFile(new URL(wanted, ROOT), 'utf8'));
    }
  });
});

test('The views for copies keep nobody out', async ({ app, page }) => {
  test.slow();
  await app.newAssessment({ product: 'Pump', organisation: 'Acme', class: 'B' });
  await app.goTo('share');
  await page.getByText('Show exactly what will be in the file').click();
  await section(app, 'Locked copy').getByRole('button', { name: 'Lock and save' }).click();
  await expectNoBarriers(page);
  await app.openFile(fileURLToPath(new URL('tests/fixtures/format-1/locked.json', ROOT)));
  await app.main.getByRole('button', { name: 'Unlock' }).click();
  await expect(app.main.getByText('or the file was changed.')).toBeVisible();
  await expectNoBarriers(page);
});
