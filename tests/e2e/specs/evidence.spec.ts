// The evidence register, the digest of a local file, and dates that are none.

import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { App, assessmentText, expect, expectNoBarriers, file, test } from '../pages';

/** The day here, so many days from now. */
function day(from = 0): string {
  const date = new Date();
  date.setDate(date.getDate() + from);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const SRS = { title: 'Requirements specification', document: 'SRS-9', version: '2' };
const NOW = '2026-01-03T03:04:05.000Z';

/** Documents cited in several places; one expired, one about to, one cited in two versions, one answer without any. */
const CITED = {
  product: { name: 'Pump' },
  answers: [
    { clause: '5.1.1', status: 'met', evidence: [{ title: 'Plan', document: 'P-1', version: '1', link: 'https://a.example/p' }], changed: NOW },
    { clause: '5.1.2', status: 'met', changed: NOW },
    { clause: '5.2.1', status: 'met', evidence: [SRS, { title: 'Certificate', document: 'C-1', expires: '2020-01-31' }], changed: NOW },
    { clause: '5.2.2', status: 'met', evidence: [SRS], changed: NOW },
    { clause: '5.2.3', status: 'partly-met', evidence: [{ ...SRS, version: '3' }], changed: NOW },
    { clause: '5.2.4', status: 'met', evidence: [{ title: 'Training', expires: day(12), date: '2026-01-01' }], changed: NOW },
  ],
};

async function fromFile(app: App, assessment: Record<string, unknown> = CITED): Promise<void> {
  await app.openFile(file(assessmentText(assessment)));
  await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  await app.goTo('evidence');
  await expect(app.title).toHaveText('Evidence register');
}

/** The row of a document, by its words. */
function row(app: App, words: string | RegExp): Locator {
  return app.main.getByRole('row').filter({ hasText: words }).filter({ has: app.page.getByRole('button', { name: /^Change / }) });
}

async function change(app: App, words: string | RegExp): Promise<Locator> {
  await row(app, words).getByRole('button', { name: /^Change / }).click();
  const form = app.main.getByRole('region', { name: 'Change this document everywhere' });
  await expect(form.getByLabel('What it is called')).toBeFocused();
  return form;
}

/** The answers as a file says them. */
async function answers(app: App): Promise<Record<string, any>> {
  const list = JSON.parse((await app.saveFile()).text).assessment.answers;
  return Object.fromEntries(list.map((answer: any) => [answer.clause, answer]));
}

/** The evidence of a card, with its first piece open. */
async function piece(app: App, clause: string, number = 1): Promise<Locator> {
  await app.goTo(`requirement/${clause}`);
  await app.fold(clause, /^Evidence/).click();
  return app.card(clause).getByRole('group', { name: `Evidence ${number}`, exact: true });
}

test('a document is renamed once, changed everywhere, and stays so', async ({ app }) => {
  await fromFile(app);
  await expect(app.main).toContainText('5 documents serve 5 of 94 requirements in scope.');
  const form = await change(app, /SRS-9.*2.*5\.2\.1/);
  await form.getByLabel('What it is called').fill('Software requirements');
  await form.getByLabel('Version').fill('4');
  // Nothing is stored before the button says so.
  expect((await answers(app))['5.2.2'].evidence).toEqual([SRS]);
  await form.getByRole('button', { name: 'Change everywhere (2 places)' }).click();
  await expect(app.main.getByRole('status').filter({ hasText: 'Changed in 2 places.' })).toBeVisible();
  await expect(row(app, 'Software requirements').getByRole('button', { name: 'Change Software requirements' })).toBeFocused();

  const renamed = { ...SRS, title: 'Software requirements', version: '4' };
  const saved = await answers(app);
  expect([saved['5.2.1'].evidence[0], saved['5.2.2'].evidence[0]]).toEqual([renamed, renamed]);
  expect(saved['5.2.3'].evidence).toEqual([{ ...SRS, version: '3' }]);
  expect(saved['5.2.1'].changed).not.toBe(NOW);
  expect(saved['5.2.3'].changed).toBe(NOW);

  await app.reload();
  await expect(row(app, 'Software requirements')).toContainText('5.2.2');
  await row(app, 'Software requirements').getByRole('link', { name: '5.2.2' }).click();
  await app.fold('5.2.2', /^Evidence: 1$/).click();
  await expect(app.card('5.2.2').getByLabel('What it is called')).toHaveValue('Software requirements');
});

test('two rows that become the same join, and what differed is named until then', async ({ app }) => {
  await fromFile(app);
  const variants = app.main.getByRole('region', { name: '1 document cited in several ways' });
  await expect(variants).toContainText('Number SRS-9 differs in version');
  await expect(variants.getByRole('listitem').filter({ hasText: /^version 2 in/ })).toContainText('5.2.1');
  await variants.getByRole('listitem').filter({ hasText: /^version 3 in/ }).getByRole('button').click();
  const form = app.main.getByRole('region', { name: 'Change this document everywhere' });
  await form.getByLabel('Version').fill('2');
  await expect(form).toContainText('The same document is cited in 2 places already: the two become one row.');
  await form.getByRole('button', { name: 'Change everywhere (1 place)' }).click();
  await expect(row(app, 'SRS-9')).toHaveCount(1);
  await expect(row(app, 'SRS-9').getByRole('link')).toHaveText(['5.2.1', '5.2.2', '5.2.3']);
  await expect(variants).toHaveCount(0);
  await app.expectFocusKept();
});

test('a document that is cited here in full and there in part is cited in full everywhere', async ({ app }) => {
  const full = { title: 'Plan', document: 'P-1', link: 'https://a.example/p' };
  await fromFile(app, {
    answers: [
      { clause: '5.1.1', evidence: [full], changed: NOW },
      { clause: '5.1.2', evidence: [{ title: 'Plan', document: 'P-1' }], changed: NOW },
      { clause: '5.1.3', evidence: [{ title: 'Plan' }], changed: NOW },
    ],
  });
  await app.main.getByRole('button', { name: 'Cite it in full everywhere (1 place) of P-1' }).click();
  await expect(app.main.getByRole('status').filter({ hasText: 'Changed in 1 place.' })).toBeVisible();
  await app.expectFocusKept();
  await app.main.getByRole('button', { name: 'Cite it in full everywhere (1 place) of Plan' }).click();
  await expect(app.main.getByRole('button', { name: /^Cite it in full/ })).toHaveCount(0);
  await app.expectFocusKept();
  const saved = await answers(app);
  for (const clause of ['5.1.1', '5.1.2', '5.1.3']) expect(saved[clause].evidence).toEqual([full]);
});

test('requirements are picked, and a document is removed everywhere once that is confirmed', async ({ app }) => {
  await fromFile(app);
  const form = await change(app, /P-1/);
  await form.getByText('Requirements that it serves: 5.1.1').click();
  await form.getByRole('checkbox', { name: /^5\.1\.2 / }).check();
  await form.getByRole('checkbox', { name: /^5\.1\.1 / }).uncheck();
  await expect(form).toContainText('Adds it to 5.1.2.');
  await expect(form).toContainText('Takes it from 5.1.1.');
  await form.getByRole('button', { name: 'Save the requirements' }).click();
  await expect(row(app, 'P-1').getByRole('link', { name: /^\d/ })).toHaveText(['5.1.2']);

  const again = await change(app, /SRS-9.*2.*5\.2\.1/);
  await again.getByRole('button', { name: /^Remove from 2 places/ }).click();
  await expect(again.getByRole('button', { name: 'Remove', exact: true })).toBeFocused();
  await again.getByRole('button', { name: 'Keep it' }).click();
  await expect(again.getByRole('button', { name: /^Remove from 2 places/ })).toBeFocused();
  await again.getByRole('button', { name: /^Remove from 2 places/ }).click();
  await again.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(app.main.getByRole('status').filter({ hasText: 'Removed from 2 places.' })).toBeVisible();
  await app.expectFocusKept();
  const saved = await answers(app);
  expect(saved['5.2.2'].evidence ?? []).toEqual([]);
  expect(saved['5.2.1'].evidence).toHaveLength(1);
});

test('a document is added to several requirements at once', async ({ app }) => {
  await app.newAssessment({ class: 'A' });
  await app.goTo('evidence');
  await expect(app.main).toContainText('No evidence yet. Evidence is a document or a record');
  await app.page.getByRole('button', { name: 'Add a document' }).click();
  const form = app.main.getByRole('region', { name: 'Add a document' });
  await expect(form.getByLabel('What it is called')).toBeFocused();
  await form.getByRole('button', { name: 'Add to requirements' }).click();
  await expect(form.getByRole('status').filter({ hasText: 'Fill in what it is called' })).toBeVisible();
  await form.getByLabel('What it is called').fill('Plan');
  await form.getByText('Requirements that it serves: none yet').click();
  await form.getByRole('checkbox', { name: /^5\.1\.1 / }).check();
  await form.getByRole('checkbox', { name: /^6\.1 / }).check();
  await form.getByRole('button', { name: 'Add to 2 requirements' }).click();
  await expect(row(app, 'Plan').getByRole('link')).toHaveText(['5.1.1', '6.1']);
  await expect(row(app, 'Plan').getByRole('button')).toBeFocused();
});

test('what has expired, what is about to, and what has no evidence is said', async ({ app }) => {
  await fromFile(app);
  await expect(row(app, 'Certificate')).toContainText('Expired');
  await expect(row(app, 'Training')).toContainText('Expires in 12 days');
  const figures = app.main.getByRole('list').filter({ hasText: '1 expired' });
  await expect(figures).toContainText('1 expires within 90 days');
  await app.main.getByRole('button', { name: 'Dates that need attention' }).click();
  await expect(app.main.getByRole('button', { name: 'Dates that need attention' })).toHaveAttribute('aria-pressed', 'true');
  await expect(app.main.getByText('2 of 5 documents')).toBeVisible();
  await app.main.getByRole('button', { name: 'Dates that need attention' }).click();
  await app.main.getByLabel('Search documents and clauses').fill('srs 5.2.3');
  await expect(app.main.getByText('1 of 5 documents')).toBeVisible();
  await app.main.getByLabel('Search documents and clauses').fill('');
  await app.main.getByLabel('Order').selectOption('Expires first');
  await expect(app.main.getByRole('row').nth(1)).toContainText('Certificate');

  await figures.getByRole('button', { name: '1 requirement met or partly met without evidence' }).click();
  const claimed = app.main.getByRole('region', { name: 'Met or partly met, without evidence (1)' });
  await expect(claimed.getByRole('heading')).toBeFocused();
  await claimed.getByRole('link', { name: /^5\.1\.2 / }).click();
  await expect(app.card('5.1.2')).toBeVisible();
});

test('the register is saved as a table', async ({ app }) => {
  await fromFile(app, { ...CITED, answers: [...CITED.answers, { clause: '9.1', evidence: [{ title: '=1+1' }], changed: NOW }] });
  const saved = await app.saveFile(app.main.getByRole('button', { name: 'Save CSV' }));
  expect(saved.name).toMatch(/^[A-Za-z0-9._-]+-evidence\.csv$/);
  const lines = saved.text.replace(/^\ufeff/, '').trimEnd().split('\r\n');
  expect(lines).toHaveLength(7);
  expect(lines[1]).toContain(`"'=1+1"`);
  expect(lines).toContainEqual(`"Certificate","C-1","","","2020-01-31","Expired","Clause 5.2.1","","",""`);
  expect(lines.filter((line) => line.includes('SRS-9')).map((line) => line.split(',')[6])).toEqual([
    '"Clause 5.2.1; 5.2.2"',
    '"Clause 5.2.3"',
  ]);
});

test('another tab changes the register without taking what is typed', async ({ app, context, watch }) => {
  await fromFile(app);
  const id = app.id();
  const form = await change(app, /P-1/);
  await form.getByLabel('What it is called').fill('Plan of the year');
  const other = new App(await context.newPage(), watch);
  await other.open(`/a/${id}/evidence`);
  const theirs = await change(other, /C-1/);
  await theirs.getByLabel('What it is called').fill('ISO certificate');
  await theirs.getByRole('button', { name: /^Change everywhere/ }).click();
  await expect(row(app, 'ISO certificate')).toBeVisible();
  await expect(form.getByLabel('What it is called')).toHaveValue('Plan of the year');
  await expect(form.getByLabel('What it is called')).toBeFocused();

  // Now they take away the very document.
  const gone = await change(other, /P-1/);
  await gone.getByRole('button', { name: /^Remove from 1 place/ }).click();
  await gone.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(form).toContainText('Another tab has changed or removed this document.');
  await expect(form.getByLabel('What it is called')).toHaveValue('Plan of the year');
  await form.getByRole('button', { name: 'Add to 1 requirement' }).click();
  await expect(row(app, 'Plan of the year')).toContainText('5.1.1');
  await expect(row(other, 'Plan of the year')).toBeVisible();
});

test.describe('the digest of a file', () => {
  const sizes = { small: Buffer.from('Plan, version 3\n'), empty: Buffer.alloc(0), large: randomBytes(30 * 1024 * 1024 + 7) };

  for (const [name, buffer] of Object.entries(sizes)) {
    test(`is taken on this computer: ${name}`, async ({ app }, info) => {
      const path = info.outputPath(`${name} plan.pdf`);
      await writeFile(path, buffer);
      await app.newAssessment();
      await app.goTo('requirement/5.1.1');
      await app.fold('5.1.1', /^Evidence/).click();
      await app.card('5.1.1').getByRole('button', { name: '+ Other evidence' }).click();
      const evidence = app.card('5.1.1').getByRole('group', { name: 'Evidence 1', exact: true });
      const choosing = app.page.waitForEvent('filechooser');
      await evidence.getByRole('button', { name: /^Take the SHA-256 of a file/ }).click();
      await (await choosing).setFiles(path);
      const sha256 = createHash('sha256').update(buffer).digest('hex');
      await expect(evidence.locator('code.groups')).toHaveText(sha256, { timeout: 20_000 });
      await expect(evidence.getByRole('status').filter({ hasText: 'Taken from' })).toContainText(`${name} plan.pdf`);
      if (name === 'empty') await expect(evidence.getByRole('status').last()).toContainText('The file is empty.');
      // An empty title takes the name of the file.
      await expect(evidence.getByLabel('What it is called')).toHaveValue(`${name} plan.pdf`);
      expect((await answers(app))['5.1.1'].evidence).toEqual([{ title: `${name} plan.pdf`, sha256 }]);
    });
  }

  test('says whether a file is the same or another one, and replaces only when asked', async ({ app, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await fromFile(app, {
      answers: [{ clause: '5.1.1', evidence: [{ title: 'Plan' }, { title: 'Report' }], changed: NOW }],
    });
    const evidence = await piece(app, '5.1.1');
    const input = evidence.locator('input[type=file]');
    const [one, two] = [Buffer.from('one'), Buffer.from('two')];
    const hash = (buffer: Buffer) => createHash('sha256').update(buffer).digest('hex');
    await input.setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: one });
    await expect(evidence.locator('code.groups')).toHaveText(hash(one));
    await expect(evidence.getByLabel('What it is called')).toHaveValue('Plan');
    await input.setInputFiles({ name: 'copy.pdf', mimeType: 'application/pdf', buffer: one });
    await expect(evidence.getByRole('status').filter({ hasText: 'The file is the same: copy.pdf.' })).toBeVisible();
    await input.setInputFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: two });
    await expect(evidence).toContainText('This is another file: b.pdf.');
    await expect(evidence).toContainText(hash(one).slice(0, 16));
    await expect(evidence).toContainText(hash(two).slice(0, 16));
    expect((await answers(app))['5.1.1'].evidence[0].sha256).toBe(hash(one));
    await evidence.getByRole('button', { name: 'Replace the SHA-256' }).click();
    await expect(evidence.locator('code.groups')).toHaveText(hash(two));
    await expect(evidence.getByRole('button', { name: /^Compare with a file/ })).toBeFocused();
    await evidence.getByRole('button', { name: /^Copy the SHA-256/ }).click();
    await expect(evidence).toContainText('The SHA-256 is on the clipboard.');
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(hash(two));

    // The register shows that there is one, and changes it with the rest.
    await app.goTo('evidence');
    await expect(row(app, 'Plan')).toContainText('SHA-256');
    await expect(row(app, 'Report')).not.toContainText('SHA-256');
    const form = await change(app, 'Report');
    await form.locator('input[type=file]').setInputFiles({ name: 'r.pdf', mimeType: 'application/pdf', buffer: one });
    await expect(form.locator('code.groups')).toHaveText(hash(one));
    await form.getByRole('button', { name: 'Change everywhere (1 place)' }).click();
    await expect(row(app, 'Report')).toContainText('SHA-256');
    expect((await answers(app))['5.1.1'].evidence[1].sha256).toBe(hash(one));
  });

  test('a file that cannot be read is named, and nothing is stored', async ({ app }) => {
    await fromFile(app, { answers: [{ clause: '5.1.1', evidence: [{ title: 'Plan' }], changed: NOW }] });
    const evidence = await piece(app, '5.1.1');
    await app.page.evaluate(() => {
      Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
    });
    await evidence.locator('input[type=file]').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
    await expect(evidence).toContainText('The browser could not read a.pdf');
    await expect(evidence).toContainText('Nothing was stored. Choose the file again.');
    expect((await answers(app))['5.1.1'].evidence).toEqual([{ title: 'Plan' }]);
  });
});

test.describe('days that are none', () => {
  const SENTENCE = 'Not stored: this is no day between 1900 and 2199.';

  for (const [what, typed] of [
    ['31 February', '02312026'],
    ['a day with its month deleted', 'x'],
    ['the year 2', '02030002'],
  ] as const) {
    test(`${what} is refused with a sentence, and what was stored stays`, async ({ app }) => {
      await fromFile(app, { answers: [{ clause: '5.1.1', evidence: [{ title: 'Plan', date: '2026-01-15' }], changed: NOW }] });
      const evidence = await piece(app, '5.1.1');
      const date = evidence.getByLabel('Date', { exact: true });
      await expect(date).not.toHaveAttribute('aria-invalid', 'true');
      // As a person types: the parts of the day one after the other, over what stands there.
      await date.focus();
      if (typed === 'x') await app.page.keyboard.press('Backspace');
      else await app.page.keyboard.type(typed);
      await evidence.getByLabel('Version').focus();
      await expect(evidence.getByText(SENTENCE)).toBeVisible();
      await expect(date).toHaveAttribute('aria-invalid', 'true');
      await expect(date).toHaveAccessibleDescription(/Not stored/);
      // Typing elsewhere neither takes away what was typed nor stores it.
      await evidence.getByLabel('Version').fill('2');
      await expect(evidence.getByText(SENTENCE)).toBeVisible();
      expect((await answers(app))['5.1.1'].evidence).toEqual([{ title: 'Plan', date: '2026-01-15', version: '2' }]);

      await date.fill('2026-02-28');
      await expect(evidence.getByText(SENTENCE)).toHaveCount(0);
      await expect(date).not.toHaveAttribute('aria-invalid', 'true');
      expect((await answers(app))['5.1.1'].evidence[0].date).toBe('2026-02-28');
    });
  }

  test('an expiry before the date is said, and a day can be taken away', async ({ app }) => {
    await fromFile(app, { answers: [{ clause: '5.1.1', evidence: [{ title: 'Plan', date: '2026-01-15' }], changed: NOW }] });
    const evidence = await piece(app, '5.1.1');
    await evidence.getByLabel('Expires').fill('2025-01-15');
    await expect(evidence.getByText('It expires before its date. Check both days.')).toBeVisible();
    await evidence.getByLabel('Expires').fill('');
    await expect(evidence.getByText('It expires before its date. Check both days.')).toBeHidden();
    expect((await answers(app))['5.1.1'].evidence).toEqual([{ title: 'Plan', date: '2026-01-15' }]);
  });

  test('the form of the register refuses them too', async ({ app }) => {
    await fromFile(app);
    const form = await change(app, /P-1/);
    await form.getByLabel('Date', { exact: true }).focus();
    await app.page.keyboard.type('0230');
    await form.getByLabel('What it is called').fill('Plan B');
    await expect(form.getByText(SENTENCE)).toBeVisible();
    await form.getByRole('button', { name: /^Change everywhere/ }).click();
    await expect(form.getByLabel('Date', { exact: true })).toBeFocused();
    expect((await answers(app))['5.1.1'].evidence[0].title).toBe('Plan');
  });
});

test('keeps nobody out', async ({ app }) => {
  await fromFile(app);
  await expectNoBarriers(app.page);
});

test('keeps nobody out of its form', async ({ app }) => {
  await fromFile(app);
  const form = await change(app, /P-1/);
  await form.getByText('Requirements that it serves: 5.1.1').click();
  await expectNoBarriers(app.page);
});

test('prints the documents, and none of the tools', async ({ app }) => {
  await fromFile(app);
  await app.page.emulateMedia({ media: 'print' });
  await expect(app.main.getByText('https://a.example/p')).toBeVisible();
  await expect(app.main.getByRole('button', { name: 'Save CSV' })).toBeHidden();
  await expect(app.main.getByLabel('Search documents and clauses')).toBeHidden();
});
