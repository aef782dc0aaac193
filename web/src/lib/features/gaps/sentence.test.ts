import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { formatsOf, type Language } from '$lib/time';
import { figures, sentence, type Gap } from './sentence';

function gap(rule: Gap['rule'], from: string, to: string, expected: number, actual: number, more: Partial<Gap> = {}) {
  return { rule, from, to, expected, actual, severity: 'warning', state: 'open', subject: null, ...more } as Gap;
}
const missed = { severity: 'missed' } as const;
const entry = (title: string) =>
  ({ subject: { kind: 'entry', id: '1' }, explained: { subject_title: title } }) as Partial<Gap>;
const share = (kind: 'company' | 'curated') => ({ subject: { kind, id: '1' } }) as Partial<Gap>;
const plan = { subject: { kind: 'plan', id: '1' }, explained: { subject_title: 'Blog 2027' } } as Partial<Gap>;

function say(language: Language, of: Gap, owner = ''): string {
  overwriteGetLocale(() => language);
  return sentence(of, owner, formatsOf(language)).replaceAll('\u00a0', ' ');
}

// The cases of internal/report/sentence_test.go: page, report and planner say the same.
describe('a gap says why it is one', () => {
  const cases: [name: string, of: Gap, owner: string, de: string, en: string][] = [
    [
      'week, some planned',
      gap('cadence', '2027-04-12', '2027-04-18', 3, 2),
      '',
      'In KW 15 (12. bis 18. April 2027) sind 2 von 3 zugesagten Beiträgen geplant.',
      'In week 15 (12 to 18 April 2027) 2 of 3 promised entries are planned.'
    ],
    [
      'week, one planned',
      gap('cadence', '2027-04-12', '2027-04-18', 2, 1),
      '',
      'In KW 15 (12. bis 18. April 2027) ist 1 von 2 zugesagten Beiträgen geplant.',
      'In week 15 (12 to 18 April 2027) 1 of 2 promised entries is planned.'
    ],
    [
      'week, none planned',
      gap('cadence', '2026-12-28', '2027-01-03', 2, 0),
      '',
      'In KW 53 (28. Dezember 2026 bis 3. Januar 2027) sind 2 Beiträge zugesagt und keiner ist geplant.',
      'In week 53 (28 December 2026 to 3 January 2027) 2 entries are promised and none is planned.'
    ],
    [
      'month',
      gap('cadence', '2028-02-01', '2028-02-29', 1, 0),
      '',
      'Im Februar 2028 ist ein Beitrag zugesagt und keiner geplant.',
      'In February 2028 one entry is promised and none is planned.'
    ],
    [
      'slot',
      gap('cadence', '2027-04-13', '2027-04-13', 1, 0),
      '',
      'Am Dienstag, 13. April 2027, ist ein Beitrag zugesagt und keiner geplant.',
      'On Tuesday, 13 April 2027, one entry is promised and none is planned.'
    ],
    [
      "a plan's first days",
      gap('cadence', '2027-01-01', '2027-01-03', 1, 0),
      '',
      'Vom 1. bis 3. Januar 2027 ist ein Beitrag zugesagt und keiner geplant.',
      'From 1 to 3 January 2027 one entry is promised and none is planned.'
    ],
    [
      'over, none appeared',
      gap('cadence', '2027-04-05', '2027-04-11', 1, 0, missed),
      '',
      'In KW 14 (5. bis 11. April 2027) war ein Beitrag zugesagt, erschienen ist keiner.',
      'In week 14 (5 to 11 April 2027) one entry was promised and none appeared.'
    ],
    [
      'over, some appeared',
      gap('cadence', '2027-04-05', '2027-04-11', 3, 2, missed),
      '',
      'In KW 14 (5. bis 11. April 2027) sind 2 von 3 zugesagten Beiträgen erschienen.',
      'In week 14 (5 to 11 April 2027) 2 of 3 promised entries appeared.'
    ],
    [
      'runs dry',
      gap('runs_dry', '2027-04-12', '2027-12-31', 38, 0),
      '',
      'Ab 12. April 2027 ist nichts mehr geplant; bis 31. Dezember 2027 sind noch 38 Beiträge zugesagt.',
      'From 12 April 2027 on nothing is planned; 38 entries are still promised until 31 December 2027.'
    ],
    [
      'silence',
      gap('silence', '2027-05-03', '2027-05-20', 14, 18),
      '',
      'Vom 3. bis 20. Mai 2027 bleibt es 18 Tage lang still; höchstens 14 sind vorgesehen.',
      'From 3 to 20 May 2027 the channel is silent for 18 days; the plan allows 14.'
    ],
    [
      'silence with a pause, over',
      gap('silence', '2027-05-03', '2027-05-20', 1, 11, missed),
      '',
      'Vom 3. bis 20. Mai 2027 blieb es 11 Tage lang still, Pausen nicht gezählt; höchstens einer ist vorgesehen.',
      'From 3 to 20 May 2027 the channel was silent for 11 days, pauses not counted; the plan allows one.'
    ],
    [
      'horizon',
      gap('horizon', '2028-01-01', '2028-04-11', 1, 0),
      '',
      'Ab 1. Januar 2028 hat der Kanal keinen Plan; geplant sein sollte bis 11. April 2028, ein Jahr voraus.',
      'From 1 January 2028 on the channel has no plan; it should be planned until 11 April 2028, a year ahead.'
    ],
    [
      'not ready',
      gap('not_ready', '2027-04-14', '2027-04-14', 1, 0, entry('Größen')),
      '',
      '„Größen“ soll am 14. April 2027 erscheinen und ist noch nicht freigegeben.',
      '“Größen” is due on 14 April 2027 and not approved yet.'
    ],
    [
      'overdue, quotation marks in the title',
      gap('overdue', '2027-04-08', '2027-04-08', 1, 0, entry('„Ja“ oder “No”')),
      '',
      '„‚Ja‘ oder ‚No‘“ sollte am 8. April 2027 erscheinen und ist nicht als veröffentlicht vermerkt.',
      '“‘Ja’ oder ‘No’” was due on 8 April 2027 and is not recorded as published.'
    ],
    [
      'overdue without a title',
      gap('overdue', '2027-04-08', '2027-04-08', 1, 0),
      '',
      '„(ohne Titel)“ sollte am 8. April 2027 erscheinen und ist nicht als veröffentlicht vermerkt.',
      '“(untitled)” was due on 8 April 2027 and is not recorded as published.'
    ],
    [
      'unowned entry',
      gap('unowned', '2027-05-20', '2027-05-20', 1, 0, entry('Tag des Wassers')),
      '',
      'Für „Tag des Wassers“ am 20. Mai 2027 ist niemand zuständig.',
      '“Tag des Wassers” on 20 May 2027 has no owner.'
    ],
    [
      'plan of somebody who left',
      gap('unowned', '2027-04-12', '2027-12-31', 1, 0, plan),
      'Rüdiger Voß',
      'Für den Plan „Blog 2027“ ist noch Rüdiger Voß zuständig, gehört aber nicht mehr zum Team.',
      'The plan “Blog 2027” still belongs to Rüdiger Voß, who is no longer on the team.'
    ],
    [
      'an absence nobody covers',
      gap('uncovered_absence', '2027-05-03', '2027-05-07', 1, 0),
      'Jana Öztürk',
      'Vom 3. bis 7. Mai 2027 vertritt niemand Jana Öztürk, obwohl während der Abwesenheit etwas ansteht.',
      'From 3 to 7 May 2027 nobody stands in for Jana Öztürk, who is away while something is due.'
    ],
    [
      "a day's absence of somebody unnamed",
      gap('uncovered_absence', '2027-05-03', '2027-05-03', 1, 0),
      '',
      'Am 3. Mai 2027 vertritt niemand die zuständige Person, obwohl während der Abwesenheit etwas ansteht.',
      'On 3 May 2027 nobody stands in for the owner, who is away while something is due.'
    ],
    [
      'a week of too much',
      gap('overload', '2027-05-03', '2027-05-09', 600, 630),
      'Jana Öztürk',
      'In KW 18 (3. bis 9. Mai 2027) hat Jana Öztürk 10 Std. 30 min zu tun und 10 Std. Zeit dafür.',
      'In week 18 (3 to 9 May 2027) Jana Öztürk has 10 h 30 min of work and 10 h for it.'
    ],
    [
      'a week of too much for somebody unnamed',
      gap('overload', '2027-05-03', '2027-05-09', 0, 45),
      '',
      'In KW 18 (3. bis 9. Mai 2027) hat jemand 45 min zu tun und 0 min Zeit dafür.',
      'In week 18 (3 to 9 May 2027) somebody has 45 min of work and 0 min for it.'
    ],
    [
      'a month without a theme',
      gap('theme_missing', '2027-05-01', '2027-05-31', 1, 0),
      '',
      'Im Mai 2027 hat der Plan keinen Schwerpunkt.',
      'In May 2027 the plan has no theme.'
    ],
    [
      'too much about the company',
      gap('mix', '2027-05-03', '2027-07-31', 30, 45, share('company')),
      '',
      'Vom 3. Mai bis 31. Juli 2027 drehen sich 45 % der Beiträge um das Unternehmen; vorgesehen sind höchstens 30 %.',
      'From 3 May to 31 July 2027 45% of the entries are about the company; at most 30% should be.'
    ],
    [
      'too little curated',
      gap('mix', '2027-05-03', '2027-07-31', 50, 20, share('curated')),
      '',
      'Vom 3. Mai bis 31. Juli 2027 sind 20 % der Beiträge kuratiert; vorgesehen sind mindestens 50 %.',
      'From 3 May to 31 July 2027 20% of the entries are curated; at least 50% should be.'
    ],
    [
      'too close',
      gap('clash', '2027-05-03', '2027-05-04', 240, 95, entry('Größen')),
      '',
      '„Größen“ am 4. Mai 2027 liegt höchstens 1 Std. 35 min nach dem Beitrag davor, vorgesehen sind 4 Std. Abstand.',
      '“Größen” on 4 May 2027 is 1 h 35 min at most after the entry before it; 4 h are asked for.'
    ],
    [
      'too close to one that is named',
      gap('clash', '2027-05-03', '2027-05-04', 240, 95, {
        explained: { subject_title: 'Größen', other: { id: '2', title: 'Zu „Gast“' } }
      } as Partial<Gap>),
      '',
      '„Größen“ am 4. Mai 2027 liegt höchstens 1 Std. 35 min nach „Zu ‚Gast‘“, vorgesehen sind 4 Std. Abstand.',
      '“Größen” on 4 May 2027 is 1 h 35 min at most after “Zu ‘Gast’”; 4 h are asked for.'
    ],
    [
      'on a holiday',
      gap('holiday', '2027-05-06', '2027-05-06', 1, 0, entry('Größen')),
      '',
      '„Größen“ ist für den 6. Mai 2027 geplant, einen Feiertag.',
      '“Größen” is planned for 6 May 2027, a public holiday.'
    ],
    [
      'a rule of a later program',
      gap('drought' as Gap['rule'], '2027-04-12', '2027-04-18', 20, 31),
      '',
      'drought: erwartet 20, vorhanden 31 (12. bis 18. April 2027).',
      'drought: 20 expected, 31 found (12 to 18 April 2027).'
    ]
  ];
  it.each(cases)('%s', (_, of, owner, de, en) => {
    expect(say('de', of, owner)).toBe(de);
    expect(say('en', of, owner)).toBe(en);
  });
});

describe('figures', () => {
  it('tell what was promised, where the sentence does not say it all', () => {
    expect(figures(gap('cadence', '2027-04-12', '2027-04-18', 3, 2))).toBe('geplant 2 von 3');
    expect(figures(gap('cadence', '2027-04-05', '2027-04-11', 3, 2, missed))).toBe('erschienen 2 von 3');
    expect(figures(gap('silence', '2027-05-03', '2027-05-20', 14, 18))).toBe('18 Tage still, 14 vorgesehen');
    expect(figures(gap('unowned', '2027-05-20', '2027-05-20', 1, 0))).toBe('');
  });
});
