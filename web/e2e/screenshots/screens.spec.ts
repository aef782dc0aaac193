import { openDemo, test } from '../fixtures';
import { look, looks } from '../looks';
import { shownScreens } from '../screens';

const widths = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 }, wide: { width: 2560, height: 1300 } };

for (const screen of shownScreens) {
  for (const [size, viewport] of Object.entries(widths)) {
    for (const seen of looks) {
      test(`${screen.name} ${size} ${seen.language} ${seen.theme}`, async ({ page, demo }) => {
        await page.setViewportSize(viewport);
        await look(page, seen, demo.address);
        await openDemo(page, demo, screen.path);
        await screen.ready(page);
        await page.screenshot({ path: `screenshots/${screen.name}-${size}-${seen.language}-${seen.theme}.png` });
      });
    }
  }
}
