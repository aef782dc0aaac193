import { openDemo, test } from '../fixtures';
import { expectAccessible, expectReadable, languages, look } from '../looks';
import { shownScreens } from '../screens';

for (const screen of shownScreens) {
  test(`axe finds nothing serious in both languages and themes: ${screen.name}`, async ({ page, demo }) => {
    for (const language of languages) {
      await look(page, { language, theme: 'light' }, demo.address);
      await openDemo(page, demo, screen.path);
      await screen.ready(page);
      await expectAccessible(page);
      await look(page, { language, theme: 'dark' }, demo.address);
      await expectReadable(page);
    }
  });
}
