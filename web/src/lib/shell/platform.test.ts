import { describe, expect, it } from 'vitest';
import { platformBeside, platformName } from './platform';

describe('a platform', () => {
  it('is called as it calls itself', () => {
    expect(['instagram', 'LINKEDIN', 'youtube', 'Werkszeitung'].map(platformName)).toEqual([
      'Instagram',
      'LinkedIn',
      'YouTube',
      'Werkszeitung'
    ]);
  });

  it('is named beside a channel that does not name it', () => {
    expect(platformBeside({ name: 'LinkedIn', platform: 'linkedin' })).toBe('');
    expect(platformBeside({ name: 'Blog der Werkstatt', platform: 'blog' })).toBe('');
    expect(platformBeside({ name: 'Musterwerk', platform: 'instagram' })).toBe('Instagram');
    expect(platformBeside({ name: 'Musterwerk', platform: '' })).toBe('');
  });
});
