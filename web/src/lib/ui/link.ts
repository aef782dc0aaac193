/** Returns an address that may be followed: of the web, or of mail; undefined for any other, such as "javascript:". */
export function safeLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  return ['https:', 'http:', 'mailto:'].includes(new URL(address).protocol) ? address : undefined;
}
