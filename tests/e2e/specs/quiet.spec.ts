// What the browser asks for on its own account is a request too.

import { expect, test } from '../pages';

test('going from view to view asks nobody for anything, not even for the icon', async ({ app, watch }) => {
  await app.newAssessment();
  for (const name of ['Questionnaire', 'Results', 'Set-up', 'Tasks'] as const) {
    await app.tab(name).click();
    await expect(app.tab(name)).toHaveAttribute('aria-current', 'page');
  }
  await app.page.getByRole('link', { name: 'About, privacy and sources' }).click();
  await expect(app.title).toHaveText('About');
  expect(watch.icons).toEqual([]);
});
