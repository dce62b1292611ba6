import { addDays } from '../../src/domain/time/local-date.js';
import { londonDate } from '../../src/domain/time/london.js';

const MINUTE = 60_000;
/** Looked up once: each history draws thousands of numbers. */
const { imul, floor } = Math;

/** Instants around which histories are thick: clock changes, bank holidays, month ends, the end of the known calendar. */
const ANCHORS = [
  '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z', // the clocks change
  '2026-08-31T07:00Z', '2026-12-24T08:00Z', '2027-03-26T08:00Z', '2027-12-28T08:00Z', '2028-12-22T08:00Z', // bank holidays
  '2028-02-29T00:00Z', '2026-07-15T07:00Z', '2026-06-26T23:00Z', '2026-10-30T15:00Z',
].map((text) => Date.parse(text)); // prettier-ignore

const [FIRST, LAST] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 11, 31)];

/** Draws from a seed (mulberry32): the same seed gives the same history, whatever the machine. */
export class Random {
  constructor(private state: number) {}

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  int(min: number, max: number): number {
    return min + floor(this.next() * (max - min + 1));
  }

  chance(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.int(0, from.length - 1)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** So many of what `draw` gives. */
  some<T>(min: number, max: number, draw: (index: number) => T): T[] {
    return Array.from({ length: this.int(min, max) }, (_, index) => draw(index));
  }

  maybe<T>(percent: number, draw: () => T): T | null {
    return this.chance(percent) ? draw() : null;
  }

  /** An instant of three years, one in two of them around an anchor. */
  at(): Date {
    if (this.chance(50)) return new Date(this.int(FIRST / MINUTE, LAST / MINUTE) * MINUTE);
    return new Date(this.pick(ANCHORS) + this.int(-36 * 60, 36 * 60) * (this.chance(50) ? MINUTE : 60 * MINUTE));
  }

  /** An instant that is so many hours from another, or any. */
  near(at: Date, fromHours: number, toHours: number): Date {
    return this.chance(80) ? new Date(at.getTime() + this.int(fromHours * 60, toHours * 60) * MINUTE) : this.at();
  }

  day(): string {
    return londonDate(this.at());
  }

  /** A day that is so many days from another, or any. */
  nearDay(on: string, fromDays: number, toDays: number): string {
    return this.chance(80) ? addDays(on, this.int(fromDays, toDays)) : this.day();
  }

  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[] {
    const all = [...things];
    for (let last = all.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last);
      [all[last], all[other]] = [all[other] as T, all[last] as T];
    }
    return all;
  }
}
