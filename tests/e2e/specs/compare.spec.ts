// Two states side by side: a year's work against its snapshot, a file, another assessment.

import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { App, assessmentText, expect, expectNoBarriers, file, test } from '../pages';
import { checkHtml, pdfOf, pdfText, readCsvWithLibreOffice } from '../readers';

const PUMP = 'Infusion pump, class C';

/** The document as it is shown in the page. */
function paper(app: App) {
  return app.main.locator('.sheet').getByRole('article');
}

/** One requirement in it: its heading, and what stands side by side below. */
function entry(app: App, clause: string) {
  const heading = paper(app).getByRole('heading', { level: 4, name: new RegExp(`^${clause.replaceAll('.', '\\.')} `) });
  return { heading, changes: heading.locator('xpath=following-sibling::p[1]'), pairs: heading.locator('xpath=following-sibling::dl[1]') };
}

/** A field of a requirement: before and after. */
async function pair(app: App, clause: string, field: string): Promise<string[]> {
  const row = entry(app, clause).pairs.locator(':scope > div').filter({ has: app.page.locator('dt', { hasText: new RegExp(`^${field}$`) }) });
  return row.locator('dd').allInnerTexts();
}

function summary(app: App) {
  return app.main.locator('.compare-summary');
}

/** An assessment with a snapshot of last year, and what a year's work made of it. */
function aYearLater(): string {
  const at = '2026-01-03T03:04:05.000Z';
  return assessmentText({
    title: 'Pump after a year',
    answers: [
      { clause: '5.1.1', status: 'met', note: 'The plan is PL-7, version 3.', changed: at },
      { clause: '5.1.2', status: 'met', changed: at },
      { clause: '5.1.3', status: 'not-met', changed: at },
      { clause: '5.1.4', status: 'met', changed: at },
    ],
    snapshots: [
      {
        name: 'Audit 2025',
        taken: '2025-01-10T10:00:00.000Z',
        statuses: { met: ['5.1.3'], 'partly-met': ['5.1.2'], 'not-met': ['5.1.1'], unanswered: ['5.1.4'] },
      },
    ],
  });
}

async function add(app: App, text: string): Promise<string> {
  await app.openFile(file(text));
  await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  return app.id();
}

/** What somebody answers in a year: gaps closed, a new one, notes, evidence, an action. */
async function workAYear(app: App): Promise<void> {
  await app.goTo('requirement/5.1.12');
  await app.answer('5.1.12', 'Met');
  await app.note('5.1.12').fill('Defect types for C and the RTOS are listed in SDP-001, annex C.');
  await app.goTo('requirement/5.2.5');
  await app.answer('5.2.5', 'Met');
  await app.goTo('requirement/5.1.1');
  await app.answer('5.1.1', 'Not met');
  await app.goTo('requirement/5.1.2');
  const note = await app.note('5.1.2').inputValue();
  await app.note('5.1.2').fill(note.replace('Three revisions', 'Four revisions'));
  await app.goTo('gaps');
  await app.main.getByRole('button', { name: 'Plan an action for 5.1.1', exact: false }).first().click();
  const fields = app.page.getByRole('dialog');
  await fields.getByLabel('What is to be done').fill('Bring the plan up to date');
  await app.page.keyboard.press('Escape');
  await expect(fields).toBeHidden();
}

test("a year's compare: what moved since the snapshot, filtered, printed and saved", async ({ app, browser }) => {
  test.slow();
  await app.openExample(PUMP);
  const file = await app.saveFile();
  await workAYear(app);
  await app.goTo('compare');
  const before = app.main.getByRole('combobox', { name: 'Before' });
  await test.step('without a choice it is the latest snapshot against now', async () => {
    await expect(app.title).toHaveText('Compare');
    await expect(before.locator('option:checked')).toHaveText(/^Snapshot: First round/);
    await expect(app.main.getByRole('combobox', { name: 'After' }).locator('option:checked')).toHaveText(/^Now/);
    // It kept statuses only, so notes are not known and not called removed.
    await expect(paper(app)).toContainText('Before: only statuses are known.');
  });
  await test.step('with the file of last year it tells everything', async () => {
    await app.main.getByLabel('A file for “Before”', { exact: false }).setInputFiles({ name: 'last-year.iec62304.json', mimeType: 'application/json', buffer: Buffer.from(file.text) });
    await expect(app.page).toHaveURL(/\/compare\/file\/now$/);
    await expect(before.locator('option:checked')).toHaveText('File: last-year.iec62304.json');
    await expect(summary(app)).toHaveText('2 gaps closed, 1 new gap, 1 other requirement changed.');
    await expect(entry(app, '5.1.12').changes).toHaveText('Gap closed · Note or reason');
    expect(await pair(app, '5.1.12', 'Status')).toEqual([expect.stringContaining('Not met'), expect.stringMatching(/(?<!Not )Met$/)]);
    await expect(entry(app, '5.1.1').changes).toHaveText('New gap · Action');
    expect((await pair(app, '5.1.1', 'Actions')).join('|')).toContain('Bring the plan up to date');
    // Only the word that changed is marked.
    await expect(entry(app, '5.1.2').pairs.locator('del')).toHaveText('Three');
    await expect(entry(app, '5.1.2').pairs.locator('ins')).toHaveText('Four');
  });
  await test.step('a kind of change is left out', async () => {
    const kinds = app.main.getByRole('group', { name: 'Kinds of change' });
    await kinds.getByRole('checkbox', { name: 'Gap closed (2)' }).uncheck();
    await expect(entry(app, '5.2.5').heading).toBeHidden();
    // It changed in its note too, and so it stays.
    await expect(entry(app, '5.1.12').heading).toBeVisible();
    await expect(summary(app)).toContainText('Shown: 3 of 4 requirements.');
    await expect(paper(app)).toContainText('3 of these 4 are shown.');
    await kinds.getByRole('button', { name: 'All kinds' }).click();
    await expect(entry(app, '5.2.5').heading).toBeVisible();
  });
  await test.step('print has the document alone, with both columns', async () => {
    const path = test.info().outputPath('comparison.pdf');
    await pdfOf(app.page, path);
    const text = (await pdfText(path)).join('\n').replace(/\s+/g, ' ');
    expect(text.trim()).toMatch(/^Comparison: Syringe infusion pump/);
    expect(text).toContain('2 gaps closed, 1 new gap');
    expect(text).toContain('Before After');
    expect(text).not.toContain('Kinds of change Gap closed (2)');
    expect(text).not.toContain('[removed:');
  });
  await test.step('the saved file needs no script, and other programs read it', async () => {
    const saved = await app.saveFile(app.main.getByRole('button', { name: 'Save as one HTML file' }));
    expect(saved.name).toMatch(/-comparison\.html$/);
    const path = test.info().outputPath('comparison.html');
    await writeFile(path, saved.text);
    expect(await checkHtml(path)).toEqual([]);
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const page: Page = await context.newPage();
    await page.goto(pathToFileURL(path).href);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Comparison: Syringe infusion pump');
    await expect(page.locator('del', { hasText: /^Three$/ })).toBeVisible();
    await context.close();
    const csv = await app.saveFile(app.main.getByRole('button', { name: 'Save as CSV' }));
    const table = test.info().outputPath('comparison.csv');
    await writeFile(table, csv.text);
    const rows = await readCsvWithLibreOffice(table);
    expect(rows[0]).toEqual(['Clause', 'Title', 'Changes', 'Field', 'Before', 'After']);
    expect(rows.find((row) => row[0] === '5.1.12')?.slice(2)).toEqual(['Gap closed, Note or reason', 'Status', 'Not met', 'Met']);
  });
  await test.step('after a reload the file is asked for again', async () => {
    await app.reload();
    await expect(app.main).toContainText('Choose the file once more.');
    await expect(before.locator('option:checked')).toHaveText('A file: choose it below');
  });
});

test('an old snapshot tells statuses, and what it cannot tell is not called removed', async ({ app }) => {
  await add(app, aYearLater());
  const id = app.id();
  await app.open(`/a/${id}/compare/s-2025-01-10T10:00:00.000Z/now`);
  await expect(summary(app)).toHaveText(/^2 gaps closed, 1 new gap, \d+ other requirements changed\.$/);
  expect(await pair(app, '5.1.1', 'Note')).toEqual([expect.stringContaining('Not known'), expect.stringContaining('PL-7')]);
  await app.main.getByRole('button', { name: 'Swap before and after' }).click();
  await expect(app.page).toHaveURL(/\/compare\/now\/s-/);
  await expect(summary(app)).toHaveText(/^1 gap closed, 2 new gaps/);
  await app.page.goBack();
  await expect(summary(app)).toHaveText(/^2 gaps closed, 1 new gap/);
});

test('without a snapshot it says what to choose; another assessment is said to be another one', async ({ app }) => {
  const other = await add(app, assessmentText());
  await app.newAssessment({ product: 'Monitor', class: 'B' });
  await app.goTo('compare');
  await expect(app.main).toContainText('This assessment has no snapshot yet.');
  await app.main.getByRole('combobox', { name: 'Before' }).selectOption({ label: await app.main.locator('option', { hasText: 'A file from a colleague' }).first().innerText() });
  await expect(app.page).toHaveURL(new RegExp(`/compare/a-${other}/now$`));
  await expect(paper(app)).toContainText('These are two different assessments.');
  await expect(summary(app)).toContainText('other thing');
  await app.expectFocusKept();
});

test('a file edited by hand, a locked one and garbage are told apart', async ({ app }) => {
  await app.openExample(PUMP);
  await app.goTo('compare');
  const input = app.main.getByLabel('A file for “After”', { exact: false });
  const edited = assessmentText().replace('The plan is PL-7.', 'The plan is PL-8.');
  await input.setInputFiles(file(edited, 'edited.iec62304.json'));
  await expect(paper(app)).toContainText('The digest does not fit');
  await input.setInputFiles(file('{"format":"iec62304-readiness-locked"}', 'locked.json'));
  await expect(app.main.getByRole('alert')).toContainText('This file is locked.');
  await input.setInputFiles(file('garbage', 'garbage.json'));
  await expect(app.main.getByRole('alert')).toContainText('not JSON');
  // What was compared before is still there.
  await expect(paper(app)).toContainText('edited.iec62304.json');
});

test('a dropped file goes to the side where it was dropped', async ({ app }) => {
  await app.openExample(PUMP);
  await app.goTo('compare');
  const transfer = await app.page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.iec62304.json', { type: 'application/json' }));
    return data;
  }, assessmentText());
  await app.main.getByRole('group', { name: 'After' }).dispatchEvent('drop', { dataTransfer: transfer });
  await expect(app.page).toHaveURL(/\/compare\/s-.*\/file$/);
  await expect(paper(app)).toContainText('dropped.iec62304.json');
});

test('a file that is opened can be compared before anything is decided', async ({ app }) => {
  await add(app, assessmentText());
  await app.openFile(file(assessmentText({ answers: [{ clause: '5.1.1', status: 'not-met', changed: '2026-05-01T00:00:00.000Z' }] }), 'from-zoe.iec62304.json'));
  const stored = await app.stored();
  await app.preview.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(app.title).toHaveText('Compare');
  await expect(paper(app)).toContainText('from-zoe.iec62304.json');
  expect(await app.stored(), 'nothing is stored by comparing').toEqual(stored);
});

test('the keyboard alone chooses, swaps and filters, and keeps the focus', async ({ app }) => {
  await add(app, aYearLater());
  await app.goTo('compare');
  await expect(summary(app)).toContainText('2 gaps closed');
  await app.title.focus();
  const swap = app.main.getByRole('button', { name: 'Swap before and after' });
  await app.press('Tab', swap);
  await app.page.keyboard.press('Enter');
  await expect(summary(app)).toContainText('2 new gaps');
  await expect(swap).toBeFocused();
  const closed = app.main.getByRole('checkbox', { name: 'New gap (2)' });
  await app.press('Tab', closed);
  await app.page.keyboard.press('Space');
  await expect(closed).not.toBeChecked();
  await expect(closed).toBeFocused();
  await expect(summary(app)).toContainText('Shown:');
});

test('the view keeps nobody out', async ({ app }) => {
  test.slow();
  await app.openExample(PUMP);
  await workAYear(app);
  await app.goTo('compare');
  await expect(paper(app)).toBeVisible();
  await expectNoBarriers(app.page);
});
