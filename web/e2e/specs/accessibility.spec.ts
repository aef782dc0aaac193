import { openDemo, test } from '../fixtures';
import { expectAccessible, look, looks } from '../looks';
import { shownScreens } from '../screens';

for (const screen of shownScreens) {
  for (const seen of looks) {
    test(`axe finds nothing serious: ${screen.name}, ${seen.language}, ${seen.theme}`, async ({ page, demo }) => {
      await look(page, seen, demo.address);
      await openDemo(page, demo, screen.path);
      await screen.ready(page);
      await expectAccessible(page);
    });
  }
}
