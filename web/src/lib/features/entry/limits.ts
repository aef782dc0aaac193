/**
 * How long what is published may be, platform by platform. Looked up on 2026-11-22; where a platform says it in its
 * own documentation, that is named as the source, else two independent collections that agreed.
 */

/**
 * characters: code points; graphemes: what people see as one (Unicode UAX 29); x: code points weighed as X does, links
 * at 23; mastodon: code points, links at 23.
 */
export type Unit = 'characters' | 'graphemes' | 'x' | 'mastodon';

export interface Limit {
  most: number;
  unit: Unit;
  /** What is longer is not refused, only cut off where it is shown. */
  advice?: boolean;
}

export interface PlatformLimits {
  /** Names of the platform, in small letters. */
  names: string[];
  title?: Limit;
  copy?: Limit;
  source: string;
}

const collections =
  'docs.upload-post.com/resources/character-limits, ayrshare.com/docs/help-center/technical-support/character_limits';

export const limits: PlatformLimits[] = [
  {
    names: ['x', 'twitter', 'x/twitter', 'x (twitter)'],
    copy: { most: 280, unit: 'x' },
    source: 'docs.x.com/fundamentals/counting-characters; twitter-text, config/v3.json'
  },
  {
    names: ['mastodon', 'fediverse'],
    copy: { most: 500, unit: 'mastodon' }, // a server may allow more
    source: 'docs.joinmastodon.org/user/posting'
  },
  {
    names: ['bluesky', 'bsky'],
    copy: { most: 300, unit: 'graphemes' },
    source: 'the lexicon app.bsky.feed.post, maxGraphemes'
  },
  { names: ['threads'], copy: { most: 500, unit: 'characters' }, source: collections },
  { names: ['linkedin'], copy: { most: 3_000, unit: 'characters' }, source: collections },
  { names: ['instagram'], copy: { most: 2_200, unit: 'characters' }, source: collections },
  { names: ['facebook'], copy: { most: 63_206, unit: 'characters' }, source: collections },
  { names: ['tiktok'], copy: { most: 2_200, unit: 'characters' }, source: collections },
  {
    names: ['pinterest'],
    title: { most: 100, unit: 'characters' },
    copy: { most: 500, unit: 'characters' },
    source: collections
  },
  {
    names: ['youtube'],
    title: { most: 100, unit: 'characters' },
    copy: { most: 5_000, unit: 'characters' },
    source: collections
  },
  // No limit of a platform: about so much of a subject is shown in a list of mails.
  { names: ['newsletter', 'mail', 'e-mail'], title: { most: 60, unit: 'graphemes', advice: true }, source: 'ours' }
];

const LINK_LENGTH = 23;
const LINKS = /https?:\/\/[^\s<>()[\]]+/gi;
const EMOJI = /\p{Emoji_Presentation}|\uFE0F|\p{Regional_Indicator}/u;

/** Code points that X counts once (twitter-text, config/v3.json); all others count twice. */
const LIGHT: [number, number][] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247]
];

/** Returns the limits of a platform, by the free word a channel has for it; undefined where there are none. */
export function limitsOf(platform: string): PlatformLimits | undefined {
  const name = platform.trim().toLowerCase();
  return limits.find(({ names }) => names.includes(name));
}

/** Returns how long a text is as a platform counts it, as it is written: marks of Markdown count. */
export function lengthOf(text: string, unit: Unit = 'characters'): number {
  switch (unit) {
    case 'characters':
      return [...text].length;
    case 'graphemes':
      return graphemesIn(text).length;
    case 'mastodon':
      return [...text.replace(LINKS, 'x'.repeat(LINK_LENGTH))].length;
    case 'x':
      return graphemesIn(text.normalize('NFC').replace(LINKS, 'x'.repeat(LINK_LENGTH)))
        .map(weightOf)
        .reduce((sum, weight) => sum + weight, 0);
  }
}

function weightOf(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  return [...grapheme].reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (LIGHT.some(([from, to]) => from <= code && code <= to) ? 1 : 2);
  }, 0);
}

const segmenter = new Intl.Segmenter();

function graphemesIn(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
