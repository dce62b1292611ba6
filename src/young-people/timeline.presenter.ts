import type { TimelineEntry } from '../audit/timeline.service.js';
import { londonDate } from '../domain/time/london.js';

/** An entry as the page shows it, with how often it happened in a row. */
export interface TimelineLine extends TimelineEntry {
  times: number;
}

/** Somebody who looks at five pages of a case in a row on one day, as the same and for the same, is one line, at the newest time, that says so. */
export function withoutRepeats(entries: readonly TimelineEntry[]): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const entry of entries) {
    const above = lines.at(-1);
    if (above && isSameLook(above, entry)) above.times += 1;
    else lines.push({ ...entry, times: 1 });
  }
  return lines;
}

const isSameLook = (one: TimelineEntry, other: TimelineEntry) =>
  one.event === 'case.read' && other.event === 'case.read' && one.by?.personId === other.by?.personId && one.capacity === other.capacity && one.purpose === other.purpose && londonDate(one.at) === londonDate(other.at);
