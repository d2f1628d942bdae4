// When a part of the page is missing or stops, the page says so. The console may speak here: a browser reports such
// faults itself.

import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';

const KEY = 'iec62304-readiness/assessment/1';

/** Keeps a part of the page away, as a blocked or incomplete host would. */
const keepAway = (page: Page, part: RegExp) => page.route(part, (route) => route.abort());

for (const [part, files] of [
  ['WebAssembly', /\.wasm$/],
  ['script', /iec62304-readiness-[0-9a-f]+\.js$/],
] as const) {
  test(`without its ${part} the page says that it did not load, and loading again helps`, async ({ page }) => {
    await keepAway(page, files);
    await page.goto('./');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The page did not load');
    await expect(alert).toContainText('Load it again');
    const again = alert.getByRole('button', { name: 'Load again' });
    await expect(again).toBeFocused();
    await expect(page.getByText('Loading the questions')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);

    await page.unroute(files);
    await again.click();
    await expect(page.getByRole('link', { name: 'New assessment' })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test(`without its ${part} what is stored can still be saved`, async ({ page }) => {
    await page.goto('./');
    await page.evaluate(([key]) => localStorage.setItem(String(key), '{"half'), [KEY]);
    await keepAway(page, files);
    await page.reload();
    const coming = page.waitForEvent('download');
    await page.getByRole('alert').getByRole('button', { name: 'Save what is stored' }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    expect(JSON.parse(text)[KEY]).toBe('{"half');
  });
}

test('with a host that answers 404 for its WebAssembly the page says that it did not load', async ({ page }) => {
  await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' }));
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('The page did not load');
});

test('without its style sheet the page works', async ({ page }) => {
  await keepAway(page, /\.css$/);
  await page.goto('./');
  await page.getByRole('link', { name: 'New assessment' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New assessment');
});

test('without its worked examples the page works, and says so where they are asked for', async ({ page }) => {
  await keepAway(page, /\/examples\//);
  await page.goto('./');
  await page.getByRole('button', { name: 'Infusion pump, class C' }).click();
  await expect(page.getByRole('alert')).toContainText('The example has not arrived. Load the page again.');
  await page.getByRole('link', { name: 'New assessment' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New assessment');
});

test('in a browser without WebAssembly the page says that it is too old', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('This browser is too old');
});

test('without JavaScript the page says that it needs it', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(String(baseURL));
  await expect(page.locator('noscript p')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await context.close();
});

test('when it stops, the page says so, can no longer be used, and what is stored can be saved', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('link', { name: 'New assessment' })).toBeVisible();
  await page.evaluate(([key]) => localStorage.setItem(String(key), 'kept'), [KEY]);
  // What the panic hook does.
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('page-failed', { detail: 'a made-up reason' })));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The page has stopped');
  await expect(alert).toContainText('a made-up reason');
  await expect(page.locator('#app')).toHaveAttribute('inert');
  const coming = page.waitForEvent('download');
  await alert.getByRole('button', { name: 'Save what is stored' }).click();
  expect(JSON.parse(await readFile(await (await coming).path(), 'utf8'))[KEY]).toBe('kept');
});
