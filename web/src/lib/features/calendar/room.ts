import type { WeekRow } from './layout';

const LINE_PX = 26;
/** Of a day that is narrower than NARROW_PX: a tile is two lines there. */
const LINE_NARROW_PX = 38;
const NARROW_PX = 72;
const HEAD_PX = 30;
const BAR_PX = 20.8;
const WEEK_PX = 44;
const LEAST_LINES = 3;

/** What a calendar has to draw its weeks in, in pixels. */
export interface Room {
  width: number;
  height: number;
}

/** Returns how many lines fit in a day of a week: as many as the room is for, and never few. */
export function linesIn(room: Room, weeks: number, lanes: number): number {
  const line = (room.width - WEEK_PX) / 7 < NARROW_PX ? LINE_NARROW_PX : LINE_PX;
  const height = room.height / weeks - HEAD_PX - lanes * BAR_PX;
  return Math.max(LEAST_LINES, Math.floor(height / line));
}

/** Returns the widths of the days for CSS; those on which nothing stands may leave their room to the others. */
export function columnsOf(rows: WeekRow[], leavesRoom: boolean): string {
  const isEmpty = (column: number) => rows.every(({ days }) => days[column]?.items.length === 0);
  return (rows[0]?.days ?? [])
    .map((_, column) => (leavesRoom && isEmpty(column) ? 0.4 : 1))
    .map((share) => `minmax(0, ${share}fr)`)
    .join(' ');
}
