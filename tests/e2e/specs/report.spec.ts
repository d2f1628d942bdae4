// Report and statement: from an answered gap to a document, and what other programs make of that document.

import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { App, assessmentText, expect, expectOpenToAll, file, findings, test } from '../pages';
import { checkHtml, pdfOf, pdfPages, pdfText, readCsvWithLibreOffice, readTables } from '../readers';

const PUMP = 'Infusion pump, class C';
const HTML = 'Save as one HTML file';

function button(app: App, name: string) {
  return app.main.getByRole('button', { name, exact: true });
}

/** The document as it is shown in the page. */
function paper(app: App) {
  return app.main.locator('.sheet').getByRole('article');
}

/** Saves by a button of the view and gives where the file lies. */
async function save(app: App, name: string, as: string): Promise<{ path: string; name: string; text: string }> {
  const saved = await app.saveFile(button(app, name));
  const path = test.info().outputPath(as);
  await writeFile(path, saved.text);
  return { path, ...saved };
}

/** The saved file from disk, in a browser that runs no script of it. */
async function fromDisk(browser: Browser, path: string, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, offline: true });
  const page = await context.newPage();
  page.on('console', (message) => expect.soft(message.text(), 'the console stays quiet').toBe(''));
  page.on('request', (request) => expect.soft(request.url(), 'it asks for nothing else').toBe(pathToFileURL(path).href));
  await page.goto(pathToFileURL(path).href);
  return page;
}

test('from an answered gap to an action, to a report on disk', async ({ app, browser }) => {
  await app.newAssessment({ product: 'Pump', class: 'C' });
  await test.step('answers with a gap', async () => {
    await app.goTo('requirement/5.7.1');
    await app.answer('5.7.1', 'Partly met');
    await app.note('5.7.1').fill('Nine requirements have no test.');
  });
  await test.step('plans the work from the list of gaps', async () => {
    await app.goTo('gaps');
    await app.main.getByRole('button', { name: 'Plan an action for 5.7.1' }).click();
    await expect(app.title).toHaveText('Action plan');
    const fields = app.page.getByRole('dialog');
    await fields.getByLabel('What is to be done').fill('Write the nine tests');
    await fields.getByLabel('Owner').fill('Zoe');
    await fields.getByLabel('Due date').fill('2199-01-31');
    await app.page.keyboard.press('Escape');
    await expect(fields).toBeHidden();
  });
  await app.goTo('report');
  const document = paper(app);
  await expect(document.getByText('93 of 94 requirements are unanswered; they count as not met.')).toBeVisible();
  await expect(document.getByRole('table', { name: 'Gaps, the first to close first' })).toContainText('Nine requirements have no test.');
  await expect(document.getByRole('region', { name: /^Actions/ }).first()).toContainText('Write the nine tests');
  const saved = await save(app, HTML, 'report.html');
  expect(saved.name).toMatch(/^pump-.*-report\.html$/);
  const page = await fromDisk(browser, saved.path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Readiness report: Pump');
  await expect(page.getByText('Write the nine tests').first()).toBeVisible();
  await expect(page.getByText('Zoe').first()).toBeVisible();
  await page.context().close();
});

test('the saved report is open to all, and other programs find nothing wrong with it', async ({ app, browser }) => {
  test.slow();
  await app.openExample(PUMP);
  await app.goTo('report');
  const report = await save(app, HTML, 'report.html');
  await app.goTo('statement');
  await app.main.getByLabel('Verdict letters (P, F, N/A)', { exact: false }).check();
  const statement = await save(app, HTML, 'statement.html');
  expect(await checkHtml(report.path, statement.path)).toEqual([]);

  for (const { path } of [report, statement]) {
    // It has no script of its own: the ones that run are those of axe.
    const page = await fromDisk(browser, path, true);
    for (const [width, height] of [[1280, 800], [390, 844]] as const) {
      await page.setViewportSize({ width, height });
      expect.soft(await findings(page), `axe at ${width}`).toEqual([]);
      const sticks = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(sticks, 'nothing sticks out to the side').toBeLessThanOrEqual(0);
    }
    await page.context().close();
  }
});

test('the browser prints the report on pages with numbers, headings and repeated table heads', async ({ app, browser }) => {
  test.slow();
  await app.openExample(PUMP);
  await app.goTo('report');
  const saved = await save(app, HTML, 'report.html');
  const page = await fromDisk(browser, saved.path);
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(headings).toContain('5. Statement of applicability');
  for (const format of ['A4', 'Letter'] as const) {
    const path = test.info().outputPath(`report-${format}.pdf`);
    await pdfOf(page, path, format);
    const pages = await pdfText(path);
    expect(pages.length, 'some twenty pages').toBeGreaterThan(10);
    expect(pages.length).toBeLessThan(40);
    for (const [index, text] of pages.entries()) {
      expect.soft(text).toContain(`Page ${index + 1} of ${pages.length}`);
    }
    // Behind the contents every section begins where its heading says, in order.
    const all = pages.join('\n').replace(/\s+/g, ' ');
    let from = all.indexOf('1. Summary', all.indexOf('1. Summary') + 1);
    for (const heading of headings.slice(2)) {
      const at = all.indexOf(heading.replace(/\s+/g, ' '), from);
      expect.soft(at, `${heading} follows`).toBeGreaterThan(from);
      from = at;
    }
    const heads = pages.filter((text) => /Clause\s+Title\s.*Status\s+Evidence/.test(text));
    expect(heads.length, 'the statement repeats its head on each of its pages').toBeGreaterThan(3);
    const pictures = await pdfPages(path, test.info().outputPath(`pages-${format}`));
    expect(pictures).toHaveLength(pages.length);
  }
  await page.context().close();
});

test('printing the view prints the document alone', async ({ app }) => {
  await app.openExample(PUMP);
  await app.goTo('statement');
  await expect(paper(app)).toBeVisible();
  const path = test.info().outputPath('view.pdf');
  await pdfOf(app.page, path);
  const [first = '', second = ''] = await pdfText(path);
  expect(first.trim().replace(/\s+/g, ' ')).toMatch(/^Statement of applicability: Syringe infusion pump/);
  expect(first).not.toContain('What goes in');
  expect(second).toMatch(/Clause\s+Title\s.*Status\s+Evidence/);
});

test('what is not chosen goes nowhere, and the choice stays', async ({ app }) => {
  await app.openExample(PUMP);
  await app.goTo('report');
  const document = paper(app);
  await expect(document).toContainText('Alex Sample');
  for (const label of ['Notes on answers and actions', 'Names of people and the organisation', 'Links to evidence', 'Action plan']) {
    await app.main.getByLabel(label, { exact: true }).uncheck();
  }
  const secrets = ['Alex Sample', 'Sascha Invented', 'https://example.com/', 'Seven drafted', 'Write and run system tests'];
  await expect(document).not.toContainText('Alex Sample');
  const html = await app.saveFile(button(app, HTML));
  const markdown = await app.saveFile(button(app, 'Save as Markdown'));
  expect(markdown.name).toMatch(/-report\.md$/);
  const csv = await app.saveFile(button(app, 'Save requirements as CSV'));
  for (const { name, text } of [html, markdown, csv]) {
    for (const secret of secrets.slice(0, 4)) expect.soft(text, `${secret} in ${name}`).not.toContain(secret);
  }
  await app.reload();
  await expect(app.main.getByLabel('Links to evidence', { exact: true })).not.toBeChecked();
  await expect(app.main.getByLabel('Summary', { exact: true })).toBeChecked();
  await expect(paper(app)).not.toContainText('Alex Sample');
});

test('an assessment without answers says so in the first line of its documents', async ({ app }) => {
  await app.newAssessment({ product: 'Pump', class: 'B' });
  const first = 'Nothing is answered yet: all 88 requirements count as not met.';
  for (const place of ['report', 'statement']) {
    await app.goTo(place);
    await expect(paper(app).locator('.first')).toHaveText(first);
  }
  const markdown = await app.saveFile(button(app, 'Save as Markdown'));
  expect(markdown.text.split('\n').filter(Boolean)[1]).toContain('Nothing is answered yet');
});

test('text that people typed is text in every document, and a spreadsheet shows each cell as typed', async ({ app, browser }) => {
  test.slow();
  const hostile = '=HYPERLINK("http://x")<script>alert(1)</script> | `code` **b** 漢字 👩‍🔬 \u202egnp.exe שלום';
  const shown = hostile.replace('\u202e', '[U+202E]');
  const answers = [
    { clause: '5.1.1', status: 'met', note: hostile, changed: '2026-01-03T03:04:05.000Z', evidence: [{ title: hostile, document: '007', version: '1.10', date: '2026-01-02' }] },
    { clause: '5.1.2', status: 'not-met', note: 'Line one\nLine two, "quoted"; 1,5', changed: '2026-01-03T03:04:05.000Z' },
  ];
  await app.openFile(file(assessmentText({ answers, title: hostile })));
  await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  await app.goTo('report');
  await expect(paper(app).getByRole('heading', { level: 2 }).first()).toHaveText(`Readiness report: ${shown}`);
  const report = await save(app, HTML, 'report.html');
  expect(report.text).not.toContain('<script');
  expect(await checkHtml(report.path)).toEqual([]);
  const page = await fromDisk(browser, report.path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Readiness report: ${shown}`);
  await page.context().close();

  const requirements = await save(app, 'Save requirements as CSV', 'requirements.csv');
  const [head = [], ...rows] = await readCsvWithLibreOffice(requirements.path);
  expect(rows).toHaveLength(99);
  const note = head.findIndex((name) => /note/i.test(name));
  const cells = (clause: string) => rows.find((row) => row.includes(clause)) ?? [];
  expect(cells('5.1.1')[note]).toBe(`'${shown}`);
  expect(cells('5.1.2')[note]).toBe('Line one\nLine two, "quoted"; 1,5');
  const [table = []] = await readTables([requirements.path]);
  expect(table.flat().filter((cell) => cell.formula)).toEqual([]);
});

for (const [what, width, height] of [['on a desk', 1280, 800], ['on a phone', 390, 844]] as const) {
  test(`report and statement keep nobody out, ${what}`, async ({ app }) => {
    test.slow();
    await app.page.setViewportSize({ width, height });
    await app.openExample('Activity diary, class A');
    for (const place of ['report', 'statement']) {
      await app.goTo(place);
      await expect(paper(app)).toBeVisible();
      await expectOpenToAll(app.page);
    }
  });
}
