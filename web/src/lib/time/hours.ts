import type { Formats } from './format';

/** Reads hours as people type them, "12,5" or "12.5"; null for nothing, undefined for what are none. */
export function hoursFrom(typed: string, most: number): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (!text) return null;
  const hours = /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
  return hours <= most ? hours : undefined;
}

/** Writes hours as they are typed. */
export function hoursTyped(hours: number | null, { language }: Formats): string {
  if (hours === null) return '';
  const text = String(Math.round(100 * hours) / 100);
  return language === 'de' ? text.replace('.', ',') : text;
}
