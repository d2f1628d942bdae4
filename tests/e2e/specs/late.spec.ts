// The page without the part that comes late: whoever has only the first load can answer, keep and save their work.

import { expect, test, type Page } from '@playwright/test';

/** Lets the late code fail in one of the ways that a host or a network has. */
async function without(page: Page, how: 'cut off' | 'missing' | 'damaged'): Promise<void> {
  await page.route(/late-[^/]*\.wasm$/, async (route) => {
    if (how === 'cut off') await route.abort();
    else if (how === 'missing') await route.fulfill({ status: 404, body: 'no' });
    else await route.fulfill({ status: 200, body: 'no wasm' });
  });
}

for (const how of ['cut off', 'missing', 'damaged'] as const) {
  test(`with the late code ${how}, a view that needs it says so, and work is answered, kept and saved`, async ({ page }) => {
    const faults: string[] = [];
    page.on('pageerror', (fault) => faults.push(String(fault)));
    await without(page, how);
    await page.goto('./#/about');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('About');
    await expect(page.getByRole('main')).toContainText('This part of the page did not load.');
    await page.locator('html[data-loaded]').waitFor({ state: 'attached' });

    await page.goto('./#/new');
    await page.getByRole('radio', { name: 'Class B', exact: true }).check();
    await page.getByRole('button', { name: 'Create and go on' }).click();
    await page.getByRole('link', { name: /^Start with / }).click();
    const card = page.getByRole('article').first();
    await card.getByRole('radio', { name: 'Met', exact: true }).check();
    await card.getByRole('textbox', { name: 'Note', exact: true }).fill('Kept without the rest.');
    await card.locator('summary').filter({ hasText: 'What an assessor looks for' }).click();
    await expect(card).toContainText('This part of the page did not load.');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save file' }).click();
    expect((await coming).suggestedFilename()).toMatch(/\.iec62304\.json$/);
    await page.reload();
    await expect(card.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('Kept without the rest.');
    expect(faults).toEqual([]);
  });
}

test('a view whose code is slow says that it is on its way, and then appears by itself', async ({ page }) => {
  let go = (): void => undefined;
  const released = new Promise<void>((done) => {
    go = done;
  });
  await page.route(/late-[^/]*\.wasm$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('./#/about');
  await expect(page.getByRole('main')).toContainText('This part of the page is on its way.');
  go();
  await expect(page.getByRole('heading', { name: 'What this is', exact: true })).toBeVisible();
});
