import { expect, it } from 'vitest';
import { qrCodeOf } from './qr';

it('draws a path within its square, with the three finders', async () => {
  const { side, path } = await qrCodeOf('https://plan.example.org/feeds/TOKEN/plan.ics');
  expect(side).toBeGreaterThan(24);
  expect(path).toMatch(/^M2 2h7v1h-7z/); // top of the first finder, after a border of two
  expect(path).toContain(`M${side - 9} 2h7v1h-7z`);
  expect(path).toContain(`M2 ${side - 9}h7v1h-7z`);
  expect(path).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/);
});
