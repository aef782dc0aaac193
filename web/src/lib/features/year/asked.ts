import type { Schemas } from '$lib/api';
import type { Span } from '$lib/time';

/** What a dialog is about: an empty stretch on which something is laid, a topic perhaps, or a theme or a pause that is changed. */
export type Stretch = { channel: Schemas['YearChannel'] } & (
  | { days: Span; topic?: string; theme?: undefined; pause?: undefined }
  | { theme: Schemas['Theme']; topic?: undefined; pause?: undefined; days?: undefined }
  | { pause: Schemas['YearBar']; topic?: undefined; theme?: undefined; days?: undefined }
);

/** A topic that there is, or the name of one to be made. */
export type TopicChoice = { id: string } | { name: string };

/** What a theme is asked to become; without a title it shows the topic's name. */
export interface ThemeWanted {
  days: Span;
  title: string;
  topic: TopicChoice;
}

/** What a theme or a pause is asked to become. */
export type Wanted = ({ kind: 'theme' } & ThemeWanted) | { kind: 'pause'; days: Span; reason: string };
