import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { Clock } from '../clock.js';
import { LOCKS } from '../database/locks.js';
import { asSystem } from '../database/identity.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { addMonths } from '../domain/time/local-date.js';
import { describeInstant, londonDate } from '../domain/time/london.js';
import { ClockTurns } from '../duties/clock-turns.service.js';
import { DutyClock } from '../duties/duty-clock.service.js';
import { nextAlertAt } from '../notifications/alerts.js';
import { nextHoldRoundAt } from '../notifications/holds-to-tell.js';
import { invalid } from '../errors.js';
import { ComposeMessages } from '../notifications/compose-messages.service.js';
import { SendMessage } from '../notifications/send-message.service.js';
import { UnsentMessages } from '../notifications/unsent-messages.service.js';

const MAILS_AT_A_TIME = 4;
const MAILS_BEFORE = 1_000;
const LONGEST_MOVE_MONTHS = 24;
/** How long to wait for mails that others are sending when the walk begins: they belong to the time before it. */
const OTHERS_SEND_WITHIN_MS = 5_000;

/** What moving the clock did. */
export interface Moved {
  from: Date;
  now: Date;
  /** How many instants on the way had something due. */
  stops: number;
  messages: number;
}

/**
 * The clock of a training installation. Moving it lives through the time between: it stops at every instant at which something
 * is due and does what the sweep would have done then, mails included, so that a month of reminders and escalations happens
 * in a minute exactly as it would have happened in a month.
 */
@Injectable()
export class TrainingClock {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly turns: ClockTurns,
    private readonly dutyClock: DutyClock,
    private readonly compose: ComposeMessages,
    private readonly mail: SendMessage,
    private readonly unsent: UnsentMessages,
  ) {}

  /** Moves the clock forward to `to`. Errors: CLOCK_ONLY_FORWARD, TOO_FAR (over two years at once), CLOCK_IS_MOVING. */
  async moveClock(to: Date): Promise<Moved> {
    const from = await this.unitOfWork.run(async ({ now }) => now);
    if (to <= from) throw invalid([onlyForward(from)]);
    if (londonDate(to) > addMonths(londonDate(from), LONGEST_MOVE_MONTHS)) throw invalid([TOO_FAR]);
    return asSystem(() => this.turns.walk(() => this.walk(from, to)));
  }

  private async walk(from: Date, to: Date): Promise<Moved> {
    const moved: Moved = { from, now: from, stops: 0, messages: 0 };
    await this.finishMails();
    moved.messages += await this.doWhatIsDue();
    while (moved.now < to) {
      moved.now = await this.unitOfWork.run(() => this.setToNextStop(to));
      moved.stops += 1;
      moved.messages += await this.doWhatIsDue();
    }
    return moved;
  }

  /** Sets the clock to the next instant at which something is due, at the latest to `to`, once every running sweep has ended. */
  private async setToNextStop(to: Date): Promise<Date> {
    const { manager } = transaction();
    await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.sweep]);
    const now = await transaction().nowThatLocked();
    const next = await this.nextAt(now);
    if (next !== null && next <= now) return now;
    const stop = next !== null && next < to ? next : to;
    await manager.query('UPDATE installation SET clock_ahead_ms = clock_ahead_ms + $1', [Math.max(0, stop.getTime() - now.getTime())]);
    return stop;
  }

  /** The next instant with something to do. A notice that waits since before, for want of anybody to tell, is not one. */
  private async nextAt(now: Date): Promise<Date | null> {
    const { manager } = transaction();
    const [waiting] = await manager.query<{ at: Date | null }[]>(`SELECT min(send_at) AS at FROM notice WHERE state = 'waiting' AND send_at > $1`, [now]);
    const duty = await this.dutyClock.nextAt(manager);
    const times = [duty, waiting?.at ?? null, await nextAlertAt(manager, now), await nextHoldRoundAt(manager, now)].filter((at) => at !== null);
    return times.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  }

  /** Sweeps, composes and sends until nothing more is due now: a mail that has gone may itself be a fact. Answers the number of mails. */
  private async doWhatIsDue(): Promise<number> {
    let sent = 0;
    for (;;) {
      const swept = await this.dutyClock.sweep();
      const ids = await this.compose.composeDue();
      for (let first = 0; first < ids.length; first += MAILS_AT_A_TIME) {
        await Promise.all(ids.slice(first, first + MAILS_AT_A_TIME).map((id) => this.mail.sendMessage(id)));
      }
      sent += ids.length;
      if (swept === 0 && ids.length === 0) return sent;
    }
  }

  /** Sends what waits to be sent and lets others finish theirs, so that nothing of the time before the walk is dated into it. */
  private async finishMails(): Promise<void> {
    const waiting = await this.unsent.overdue(0, MAILS_BEFORE);
    for (const { id } of waiting) await this.mail.sendMessage(id);
    const until = performance.now() + OTHERS_SEND_WITHIN_MS;
    while (performance.now() < until && (await this.someoneSends())) await wait(20);
  }

  private async someoneSends(): Promise<boolean> {
    return this.unitOfWork.run(async ({ manager }) => {
      const [row] = await manager.query<{ sending: boolean }[]>(`SELECT EXISTS (SELECT FROM message WHERE state = 'sending' AND lease_until > $1) AS sending`, [this.clock.realNow()]);
      return row?.sending ?? false;
    });
  }
}

const onlyForward = (now: Date) => ({
  code: 'CLOCK_ONLY_FORWARD',
  field: 'now',
  sentence: `The clock only goes forward, and it is ${describeInstant(now)} here: give a later time.`,
});
const TOO_FAR = { code: 'TOO_FAR', field: 'now', sentence: 'Move the clock by two years at most at a time.' };
