import ical, { ICalCalendarMethod } from 'ical-generator';
import type { FeedEvent } from './feed-events.js';

/** How long a deadline's entry is, in minutes: it ends when the deadline does. */
const MINUTES = 30;
const HOURLY_S = 3600;

/**
 * A calendar as text (RFC 5545). A day is a day, without a time or a zone; an instant is in UTC, so that it is right on both sides of
 * a change of the clocks. Programs are asked to look every hour.
 */
export function icalendarOf(events: readonly FeedEvent[], { publicUrl, now, name = 'Learner Support' }: { publicUrl: string; now: Date; name?: string }): string {
  const host = new URL(publicUrl).host;
  const calendar = ical({ name, prodId: { company: 'Learner Support', product: 'Calendar feed', language: 'EN' }, method: ICalCalendarMethod.PUBLISH, ttl: HOURLY_S });
  for (const { id, due, summary, path } of events) {
    const url = `${publicUrl}${path}`;
    const time = 'on' in due ? { start: new Date(due.on), allDay: true } : { start: new Date(due.by.getTime() - MINUTES * 60_000), end: due.by };
    calendar.createEvent({ ...time, id: `${id}@${host}`, stamp: now, summary, url, description: url });
  }
  return calendar.toString();
}
