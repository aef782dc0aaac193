import type { Page } from '@playwright/test';
import { expect, openDemo, test } from '../fixtures';

type Paper = 'A3' | 'A4' | 'A5';

/** Returns how many sheets the page is printed on. */
async function sheetsOf(page: Page, format: Paper): Promise<number> {
  const pdf = await page.pdf({ format, landscape: true, path: test.info().outputPath(`${format}.pdf`) });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

for (const format of ['A3', 'A4'] as const) {
  test(`the year is one sheet of ${format}`, async ({ page, demo }) => {
    await openDemo(page, demo, '?year=2027');
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    expect(await sheetsOf(page, format)).toBe(1);
  });

  test(`the month is one sheet of ${format}`, async ({ page, demo }) => {
    await openDemo(page, demo, 'month');
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    expect(await sheetsOf(page, format)).toBe(1);
  });
}

test('what does not fit on a sheet goes on the next', async ({ page, demo }) => {
  await openDemo(page, demo, 'month');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  expect(await sheetsOf(page, 'A5')).toBeGreaterThan(1);
});

test('on paper a day of the month hides none of what stands on it', async ({ page, demo }) => {
  await page.setViewportSize({ width: 1062, height: 600 }); // as wide as A4, and low
  await openDemo(page, demo, 'month');
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  const more = grid.getByRole('button', { name: /^\d+ weitere am / });
  await expect(more.first()).toBeVisible();
  const shown = await grid.locator('[data-entry]').count();

  // What printing does, but for the paper.
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(more).toHaveCount(0);
  expect(await grid.locator('[data-entry]').count()).toBeGreaterThan(shown);
  const cut = await grid.locator('[data-entry]').evaluateAll((tiles) =>
    tiles
      .filter((tile) => {
        const row = tile.closest('[role=row]')?.getBoundingClientRect();
        const isWhole = tile.scrollWidth <= tile.clientWidth + 1 && tile.scrollHeight <= tile.clientHeight + 1;
        return !isWhole || tile.getBoundingClientRect().bottom > (row?.bottom ?? 0);
      })
      .map((tile) => tile.textContent)
  );

  expect(cut).toEqual([]);

  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(more.first()).toBeVisible();
});
