import { expect, setUp, test } from '../fixtures';
import { expectAccessible, expectNoSideways } from '../looks';
import { ask, workspaceOf } from '../people';
import { inDays } from '../workspace';

/** Next year's Day of German Unity: a holiday in each state, never in the first or the last week. */
const YEAR = Number(inDays(0).slice(0, 4)) + 1;
const UNITY = `${YEAR}-10-03`;
const SOURCE = 'https://example.org/karte-der-woche';

test('what a region, a mix and a source are for, from the channel to the gaps @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  const at = `${empty.address}/w/${workspaceOf(page)}`;
  const channel = await ask<{ id: string }>(page, 'POST', '/channels', { name: 'Werkblog', status: 'active' });
  await ask(page, 'POST', '/topics', { name: 'Stellen' });

  // A channel goes by the holidays of its readers.
  await page.goto(`${at}/channels`);
  const row = page.getByRole('article', { name: 'Werkblog' });
  await row.getByRole('button', { name: 'Kanal ändern: Werkblog' }).click();
  const edited = page.getByRole('dialog', { name: 'Kanal ändern: Werkblog' });
  await expect(edited.getByRole('checkbox', { name: 'Vor Beiträgen an Feiertagen warnen' })).toBeDisabled();
  const region = edited.getByRole('combobox', { name: 'Region' });
  await expect(region.locator('optgroup')).toHaveCount(3);
  await region.selectOption('Bayern');
  await expect(edited.getByRole('status')).toHaveText(/^Nächste Feiertage dort: .+ \(\d+\.\s\S+ \d{4}\), /);
  await edited.getByRole('checkbox', { name: 'An Feiertagen nichts zusagen' }).check();
  await edited.getByRole('checkbox', { name: 'Vor Beiträgen an Feiertagen warnen' }).check();
  await edited.getByLabel('Mindestabstand in Stunden').fill('4');
  await expectAccessible(page);
  await edited.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert: Werkblog')).toBeVisible();
  await expect(row).toContainText('Feiertage: Bayern, ohne Zusage');

  // A plan bounds what its entries are about.
  await row.getByRole('button', { name: `Plan für ${YEAR}` }).click();
  const plan = page.getByRole('dialog', { name: 'Neuer Plan: Werkblog' });
  const company = plan.getByRole('group', { name: 'Beiträge um das Unternehmen' });
  await company.getByLabel('mindestens %').fill('40');
  await company.getByLabel('höchstens %').fill('30');
  await expect(company.getByRole('alert')).toHaveText('Das Mindeste liegt über dem Höchsten.');
  await expect(plan.getByRole('button', { name: 'Plan anlegen' })).toBeDisabled();
  await company.getByLabel('mindestens %').fill('');
  await plan.getByRole('checkbox', { name: 'Jeder Monat braucht einen Schwerpunkt' }).check();
  await plan.getByRole('button', { name: 'Plan anlegen' }).click();
  await expect(page.getByText(`Plan angelegt: Redaktionsplan ${YEAR}`)).toBeVisible();
  await row.getByRole('button', { name: `Redaktionsplan ${YEAR}`, exact: true }).click();
  const again = page.getByRole('dialog', { name: `Plan ändern: Redaktionsplan ${YEAR}` });
  await expect(again.getByRole('group', { name: 'Beiträge um das Unternehmen' }).getByLabel('höchstens %')).toHaveValue(
    '30'
  );
  await expect(again.getByRole('checkbox', { name: 'Jeder Monat braucht einen Schwerpunkt' })).toBeChecked();
  await expect(
    again.getByRole('region', { name: 'Was das ergibt' }).getByText(/Tage Pause zählen nicht mit/)
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: new RegExp(`^Mischung ?: Redaktionsplan ${YEAR}`) }).click();
  const mixed = page.getByRole('region', { name: `Mischung: Redaktionsplan ${YEAR}` });
  await mixed.getByLabel('Tage').selectOption('von … bis …');
  await mixed.getByLabel('Erster Tag').fill(`${YEAR}-03-01`);
  await mixed.getByLabel('Letzter Tag').fill(`${YEAR}-04-30`);
  await expect(mixed).toContainText(new RegExp(`1\\.\\sMärz – 30\\.\\sApril ${YEAR} · 0 Beiträge`));
  await mixed.getByLabel('Letzter Tag').fill(`${YEAR}-02-01`);
  await expect(mixed).toContainText('Von diesen Tagen hat der Plan keinen.');

  // A topic says what it turns around.
  await page.goto(`${at}/topics`);
  await page.getByRole('button', { name: 'Mehr zu Stellen' }).click();
  await page.getByRole('menuitem', { name: 'Ändern' }).click();
  const topic = page.getByRole('dialog', { name: 'Thema ändern: Stellen' });
  await topic.getByRole('radio', { name: /^das Unternehmen/ }).check();
  await topic.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('main').getByText('um das Unternehmen')).toBeVisible();

  // An entry says what it takes, and whose work it shows.
  await ask(page, 'PATCH', '', { format_efforts: [{ format: 'Karte', effort_hours: 1.5 }] });
  const { id } = await ask<{ id: string }>(page, 'POST', '/entries', {
    channel_id: channel.id,
    title: 'Karte der Woche',
    format: 'karte',
    publish_on: UNITY
  });
  await page.goto(`${at}/entries/${id}`);
  const saved = page.locator('[data-save=saved]');
  await expect(page.getByText('Feiertag: Tag der Deutschen Einheit')).toBeVisible();
  await expect(page.getByLabel('Aufwand in Stunden')).toHaveAttribute('placeholder', '1,5');
  await expect(page.getByText('Leer zählt, was „karte“ sonst braucht: 1,5 Std.')).toBeVisible();
  await page.getByLabel('Aufwand in Stunden').fill('2.5');
  await page.getByRole('radio', { name: /^Kuratiert/ }).check();
  await page.getByLabel('Adresse des Originals').fill('javascript:alert(1)');
  await expect(page.getByText('Der Link ist nicht vollständig; er beginnt mit https://')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Original öffnen' })).toHaveCount(0);
  await page.getByLabel('Adresse des Originals').fill(SOURCE);
  const original = page.getByRole('link', { name: 'Original öffnen' });
  await expect(original).toHaveAttribute('href', SOURCE);
  await expect(original).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(saved).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Aufwand in Stunden')).toHaveValue('2.5');
  await expect(page.getByLabel('Adresse des Originals')).toHaveValue(SOURCE);
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Eigenes' }).check();
  await expect(page.getByLabel('Adresse des Originals')).toHaveCount(0);
  await expect(saved).toBeVisible();
  await page.getByText('Verlauf').click();
  await expect(page.getByText('Aufwand in Stunden').last()).toBeVisible();

  // The holiday is named where one plans, and the entry on it is told of.
  await page.goto(`${at}?year=${YEAR}`);
  await expect(
    page.getByRole('gridcell', { name: /Feiertag: Tag der Deutschen Einheit am 3\.\sOktober/ })
  ).toBeVisible();
  await page.goto(`${at}/month?month=${YEAR}-10`);
  const day = page.getByRole('gridcell', { name: /3\.\sOktober .*Feiertag: Tag der Deutschen Einheit/ });
  await expect(day.getByTitle('Feiertag: Tag der Deutschen Einheit')).toBeVisible();
  await page.goto(`${at}/timeline?month=${YEAR}-10`);
  await expect(page.getByRole('gridcell', { name: /Feiertag: Tag der Deutschen Einheit/ })).toHaveAttribute(
    'title',
    'Feiertag: Tag der Deutschen Einheit'
  );
  await page.goto(`${at}/gaps`);
  const gap = page.getByText(/„Karte der Woche“ ist für den 3\.\sOktober \d{4} geplant, einen Feiertag\./);
  await expect(gap.first()).toBeVisible();

  // Two too close together name each other.
  for (const [title, hour] of [
    ['Um zehn', '08'],
    ['Um zwölf', '10']
  ]) {
    await ask(page, 'POST', '/entries', { channel_id: channel.id, title, publish_at: `${YEAR}-06-02T${hour}:00:00Z` });
  }
  await page.goto(`${at}/gaps?rule=clash`);
  const clash = page
    .locator('[data-gap]')
    .filter({ hasText: /„Um zwölf“ am .+ liegt höchstens 2\sStd\. nach „Um zehn“/ });
  await clash.getByRole('button', { name: 'Weiteres zu dieser Lücke' }).click();
  await page.getByRole('menuitem', { name: 'Den anderen Beitrag öffnen' }).click();
  await expect(page.getByRole('complementary').getByLabel('Titel')).toHaveValue('Um zehn');

  // Months without a theme are one matter, and accepted as one.
  await page.goto(`${at}/gaps`);
  const themeless = page.locator('[data-gap]').filter({ hasText: 'hat der Plan keinen Schwerpunkt.' });
  const later = themeless.filter({ hasText: new RegExp(`bis 31\\.\\sDezember ${YEAR} hat der Plan`) });
  await expect(later).toHaveCount(1);
  const matters = await themeless.count();
  expect(matters).toBeLessThan(3);
  await later.getByRole('button', { name: 'Hinnehmen' }).click();
  const accepting = page.getByRole('dialog', { name: /^\d+ Lücken hinnehmen$/ });
  await accepting.getByLabel('Warum dürfen sie bleiben?').fill('Schwerpunkte folgen.');
  await accepting.getByRole('button', { name: /^\d+ Lücken hinnehmen$/ }).click();
  await expect(accepting).toHaveCount(0);
  await expect(themeless).toHaveCount(matters - 1);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${at}/month?month=${YEAR}-10`);
  await expect(day).toBeVisible();
  await expectNoSideways(page);
});
