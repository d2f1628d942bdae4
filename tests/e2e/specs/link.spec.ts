// Links: the statuses as a short link with its QR code, and everything as a long one.
//
// What belongs here: making, copying, opening and keeping them, and what damaged ones do. Never here: what a file holds.

import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { Locator } from '@playwright/test';
import { App, Watch, assessmentText, expect, expectNoBarriers, test } from '../pages';

/** A link as docs/file-format.md describes it, whatever it holds. */
function sealed(kind: 's' | 'f', held: Buffer): string {
  const check = createHash('sha256').update(kind).update(held).digest().subarray(0, 3);
  return kind + Buffer.concat([held, check]).toString('base64url');
}

function long(text: string | Buffer): string {
  const packed = deflateRawSync(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(packed.length);
  return sealed('f', Buffer.concat([Buffer.from([1]), length, packed]));
}

/** What an independent decoder reads on a picture of the page. */
async function scanned(drawing: Locator): Promise<string> {
  const { data, width, height } = PNG.sync.read(await drawing.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? 'nothing';
}

const field = (app: App) => app.main.getByRole('textbox', { name: 'Link', exact: true });

async function makeLink(app: App, kind?: 'With everything written'): Promise<string> {
  await app.goTo('share');
  if (kind) await app.main.getByRole('radio', { name: kind }).check();
  await app.main.getByRole('button', { name: 'Make the link' }).click();
  await expect(field(app)).toBeFocused();
  return field(app).inputValue();
}

/** The figures of a summary, by their names. */
async function figures(app: App): Promise<Record<string, string>> {
  const rows = await app.main.locator('.numbers > div').allInnerTexts();
  return Object.fromEntries(rows.map((row) => row.split('\n').map((text) => text.trim()) as [string, string]));
}

/** Another person's browser. */
async function elsewhere(app: App, baseURL: string, run: (other: App) => Promise<void>): Promise<void> {
  const browser = app.page.context().browser();
  expect(browser).toBeTruthy();
  const context = await browser!.newContext({ baseURL });
  const watch = new Watch(context, baseURL);
  await run(new App(await context.newPage(), watch));
  watch.expectQuiet();
  await context.close();
}

const behind = (link: string) => link.slice(link.indexOf('#') + 1);

test('a short link is made, copied, scanned, opened elsewhere and kept with the same numbers', async ({ app, context, baseURL }) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openExample('Infusion pump, class C');
  await app.goTo('results');
  const before = await figures(app);
  const link = await makeLink(app);
  expect(link.length).toBeLessThanOrEqual(300);
  expect(link).toMatch(/\/some\/folder\/#\/l\/s[A-Za-z0-9_-]+$/);
  await expect(app.main).toContainText(`${link.length} characters. Mail, chat and documents take it as it is.`);
  await expect(app.main).toContainText('A link is not secret');
  await expect(app.main).toContainText('the link works only on this computer');

  await app.main.getByRole('button', { name: 'Copy the link' }).click();
  await expect(app.main.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  const drawing = app.main.getByRole('img', { name: 'QR code of the link above' });
  expect(await scanned(drawing)).toBe(link);
  await app.page.emulateMedia({ colorScheme: 'dark' });
  expect(await scanned(drawing), 'in the dark').toBe(link);
  await app.page.emulateMedia({ colorScheme: 'light', media: 'print' });
  expect(await scanned(drawing), 'as it is printed').toBe(link);
  await app.page.emulateMedia({ media: null });
  await app.page.setViewportSize({ width: 390, height: 844 });
  expect(await scanned(drawing), 'on a phone').toBe(link);

  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    app.main.getByRole('button', { name: 'Save as SVG' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/-link\.svg$/);
  const svg = await readFile(await download.path(), 'utf8');
  expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');

  await elsewhere(app, String(baseURL), async (other) => {
    // The file is read back too: drawn by the browser from its own bytes.
    await other.page.setContent(svg.slice(svg.indexOf('<svg')));
    expect(await scanned(other.page.locator('svg'))).toBe(link);

    await other.open(behind(link));
    await expect(other.title).toHaveText('A shared assessment');
    expect(await other.stored(), 'nothing is stored before the decision').toEqual({});
    const shown = await figures(other);
    for (const name of ['In scope', 'Unanswered', 'Coverage', 'Readiness']) expect(shown[name], name).toBe(before[name]);
    expect(Number(shown['Partly met']) + Number(shown['Not met'])).toBe(Number(before['Gaps']));
    await expect(other.main).toContainText('statuses only: no names, product, notes or evidence');
    await expect(other.main).toContainText('Worked example');
    await expect(other.main.getByRole('heading', { name: 'Gaps' })).toBeVisible();
    await expectNoBarriers(other.page);
    expect(await other.stored()).toEqual({});

    await other.main.getByRole('button', { name: 'Keep as a new assessment' }).click();
    await expect(other.page).toHaveURL(/#\/a\/[^/]+$/);
    await other.goTo('results');
    expect(await figures(other)).toEqual(before);
    const kept = JSON.parse(await other.storedText(other.id()));
    expect(kept.assessment.origin.kind).toBe('link');
  });
});

test('leaving a link stores nothing and leads to the start', async ({ app }) => {
  await app.open('/l/sAQMxLjAQJl-jlFYEAAAAAAAAAAAAAAAAANAF6g');
  // The example of docs/file-format.md.
  await expect(app.main).toContainText('Class A');
  await expect(app.main).toContainText('22 Nov 2026');
  await expect(app.main).toContainText(
    '1 requirement counts as not applicable. The link does not hold the reasons, so a kept copy says for each: ' +
      '“Not applicable in the assessment that the link was made from, 22 Nov 2026.”',
  );
  expect(await figures(app)).toMatchObject({ 'In scope': '43', Met: '1', 'Partly met': '1', 'Not met': '1', 'Not applicable': '1', Unanswered: '39' });
  await app.main.getByRole('link', { name: 'Leave, store nothing' }).click();
  await expect(app.title).toHaveText('How ready is your software for IEC 62304?');
  expect(await app.stored()).toEqual({});
});

test('where the browser does not let the page copy, the link is selected', async ({ app }) => {
  await app.page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await app.newAssessment();
  const link = await makeLink(app);
  await app.main.getByRole('button', { name: 'Copy the link' }).click();
  await expect(app.main.getByRole('status').filter({ hasText: 'press Ctrl+C' })).toBeVisible();
  await expect(field(app)).toBeFocused();
  expect(await app.page.evaluate(() => getSelection()?.toString())).toBe(link);
});

const HOSTILE = '</script><img src=x onerror=alert(1)> \u202egnp.exe "quoted" & =1+1; \u{1f469}\u200d\u{1f4bb} é';

test('a long link holds everything that was written, also hostile text', async ({ app, baseURL }) => {
  test.setTimeout(120_000);
  await app.newAssessment({ product: HOSTILE, class: 'B' });
  const id = app.id();
  await app.goTo('requirement/5.1.1');
  await app.answer('5.1.1', 'Partly met');
  await app.note('5.1.1').fill(HOSTILE);
  const link = await makeLink(app, 'With everything written');
  expect(link).toMatch(/#\/l\/f[A-Za-z0-9_-]+$/);
  await expect(app.main).toContainText('whoever has it can read everything in it');
  await expect(app.main.getByRole('img', { name: 'QR code' })).toHaveCount(link.length < 600 ? 1 : 0);
  await expectNoBarriers(app.page);

  // Another program reads it from the description alone.
  const held = Buffer.from(link.slice(link.indexOf('/l/f') + 4), 'base64url');
  expect(held.readUInt32BE(1)).toBe(held.length - 8);
  expect(JSON.parse(inflateRawSync(held.subarray(5, -3)).toString()).assessment.product.name).toBe(HOSTILE);

  await elsewhere(app, String(baseURL), async (other) => {
    await other.open(behind(link));
    await expect(other.main).toContainText('The digest fits');
    await expect(other.main).toContainText('</script><img src=x onerror=alert(1)>');
    await expect(other.main.locator('img')).toHaveCount(0);
    expect(await other.stored()).toEqual({});
    await expectNoBarriers(other.page);
    await other.main.getByRole('button', { name: 'Keep as a new assessment' }).click();
    await expect(other.page).toHaveURL(new RegExp(`#/a/${id}$`));
    const [mine, theirs] = await Promise.all([app.storedText(id), other.storedText(id)]);
    expect(JSON.parse(theirs).assessment).toEqual(JSON.parse(mine).assessment);
  });
});

test('a long link with a worked example says its size and has no QR code', async ({ app }) => {
  await app.openExample('Infusion pump, class C');
  const link = await makeLink(app, 'With everything written');
  expect(link.length).toBeGreaterThan(10_000);
  await expect(app.main).toContainText(`${link.length.toLocaleString('en-GB')} characters. Many mail and chat programs`);
  await expect(app.main).toContainText('There is no QR code: the link is too long');
  await app.open(behind(link));
  await expect(app.main).toContainText('Answers, with what is written');
  await app.main.getByRole('button', { name: 'Open it like a file' }).click();
  await expect(app.preview).toContainText('The digest fits');
});

test('a browser without packing says so and offers the file', async ({ app }) => {
  await app.page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'CompressionStream');
    Reflect.deleteProperty(globalThis, 'DecompressionStream');
  });
  await app.newAssessment();
  await app.goTo('share');
  await app.main.getByRole('radio', { name: 'With everything written' }).check();
  await app.main.getByRole('button', { name: 'Make the link' }).click();
  await expect(app.alerts).toContainText('cannot pack the text into a link');
  await expect(app.alerts.getByRole('button', { name: 'Save file' })).toBeVisible();
  await app.open(`/l/${long(assessmentText())}`);
  await expect(app.alerts).toContainText('This browser cannot unpack what the link holds');
});

test('what cannot be opened says why and stores nothing', async ({ app }) => {
  test.setTimeout(120_000);
  const bomb = Buffer.alloc(64 * 1024 * 1024, 32);
  for (const [link, words] of [
    ['/l', 'This is not a link that this page makes'],
    ['/l/x123', 'This is not a link that this page makes'],
    ['/l/sAQMxLjAQJl-jlFYEAAAAAAAAAAAAAAA', 'The link was cut short'],
    ['/l/sAQMxLjAQJl-jlFYEAAAAAAAAAAAAAAABAANAF6g', 'The link was changed on the way'],
    [`/l/${sealed('s', Buffer.from([2, 9, 9]))}`, 'The link has version 2'],
    [`/l/${sealed('s', Buffer.from('\x01\x033.0\x10'))}`, 'The link is about edition 3.0, which is not known here'],
    [`/l/${long('{}')}`, 'The link holds no file that can be read'],
    [`/l/${long('\u0000\u202e<b>')}`, 'The link holds no file that can be read'],
    [`/l/${sealed('f', Buffer.from('0100000003ffffff', 'hex'))}`, 'cannot be unpacked'],
    [`/l/${long(bomb)}`, 'far larger than any assessment'],
  ] as const) {
    await app.open(link);
    await expect(app.alerts, link.slice(0, 60)).toContainText(words);
    await expect(app.alerts).toContainText('Nothing was stored or changed.');
    await expect(app.main.getByRole('button', { name: 'Keep as a new assessment' })).toHaveCount(0);
  }
  expect(await app.stored()).toEqual({});
  await expectNoBarriers(app.page);
});

test('a file in a link that was changed is shown with a word about it', async ({ app }) => {
  await app.open(`/l/${long(assessmentText().replace('The plan is PL-7.', 'The plan is PL-8.'))}`);
  await expect(app.alerts).toContainText('The digest does not fit');
  await expect(app.main).toContainText('The plan is PL-8.');
});

test('two hundred damaged links store nothing', async ({ app }) => {
  test.setTimeout(120_000);
  const stored = await app.newAssessment().then(() => app.stored());
  const good = ['sAQMxLjAQJl-jlFYEAAAAAAAAAAAAAAAAANAF6g', long(assessmentText())];
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // The same every time: a fault that is found can be looked for.
  let seed = 62304;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  let opened = 0;
  for (let round = 0; round < 200; round += 1) {
    const link = good[round % 2] as string;
    const [at, other, char] = [random(link.length), random(link.length), alphabet.charAt(random(64))];
    const bad = [
      link.slice(0, at) + char + link.slice(at + 1),
      link.slice(0, at),
      link.slice(0, at) + char + link.slice(at),
      link.slice(0, Math.min(at, other)) + link.slice(Math.max(at, other) + 1),
    ][(round >> 1) % 4] as string;
    if (bad === link) continue;
    opened += 1;
    await app.page.evaluate((bad) => { location.hash = `/l/${bad}`; }, bad);
    await expect(app.main, bad).toContainText('Nothing was stored or changed.');
    // Away from it, so that the next one is shown by itself.
    await app.page.evaluate(() => { location.hash = '/new-view'; });
    await expect(app.title).toHaveText('Not found');
  }
  expect(opened).toBeGreaterThan(190);
  expect(await app.stored()).toEqual(stored);
});

test('a link opens by keyboard alone and the section passes axe', async ({ app }) => {
  test.setTimeout(120_000);
  await app.newAssessment();
  const link = await makeLink(app);
  await expectNoBarriers(app.page);
  await app.open(behind(link));
  const keep = app.main.getByRole('button', { name: 'Keep as a new assessment' });
  await app.press('Tab', keep);
  await app.page.keyboard.press('Enter');
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  await app.expectFocusKept();
});

test('what a link holds is compared with what this browser holds, and not stored', async ({ app }) => {
  await app.open('/l/sAQMxLjAQJl-jlFYEAAAAAAAAAAAAAAAAANAF6g');
  await app.main.getByRole('button', { name: 'Compare with mine' }).click();
  await expect(app.alerts).toContainText('This browser holds no assessment to compare the link with.');
  await app.newAssessment({ class: 'A', edition: '1.0' });
  const stored = await app.stored();
  await app.open('/l/sAQMxLjAQJl-jlFYEAAAAAAAAAAAAAAAAANAF6g');
  await app.main.getByRole('button', { name: 'Compare with mine' }).click();
  await expect(app.title).toHaveText('Compare');
  await expect(app.main).toContainText('From a link, 22 Nov 2026');
  expect(await app.stored()).toEqual(stored);
});
