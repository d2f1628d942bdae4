import { expect, test } from '@playwright/test';

// What every other spec takes for granted: the page starts, quietly, and then leaves the network alone.

test('the page opens', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('nothing is written to the console', async ({ page }) => {
  const messages: string[] = [];
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => messages.push(`uncaught: ${error.message}`));
  await page.goto('./', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(messages).toEqual([]);
});

test('no other server is asked, and after the load none at all', async ({ page, baseURL }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => requests.push(socket.url()));
  await page.goto('./', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter((url) => !url.startsWith(String(baseURL)) && !url.startsWith('data:'))).toEqual([]);

  // What is preloaded is used, not fetched a second time.
  expect(requests).toEqual([...new Set(requests)]);

  const loaded = requests.length;
  await page.keyboard.press('Tab');
  await page.mouse.wheel(0, 400);
  await page.waitForTimeout(1000);
  expect(requests.slice(loaded)).toEqual([]);
});
