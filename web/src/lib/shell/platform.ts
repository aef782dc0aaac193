/** How platforms write their names, by how they are kept. */
const names: Record<string, string> = {
  blog: 'Blog',
  newsletter: 'Newsletter',
  linkedin: 'LinkedIn',
  instagram: 'Instagram',
  facebook: 'Facebook',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  x: 'X',
  podcast: 'Podcast'
};

/** Returns a platform's name as it writes it itself; one that is not known stays as somebody wrote it. */
export function platformName(platform: string): string {
  return names[platform.trim().toLowerCase()] ?? platform;
}

/** Returns the name of a channel's platform; "" where the channel's name says it already. */
export function platformBeside({ name, platform }: { name: string; platform: string }): string {
  const said = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return said.includes(platform.trim().toLowerCase()) ? '' : platformName(platform);
}
