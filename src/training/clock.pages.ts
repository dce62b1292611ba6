import { Controller, Get, Post } from '@nestjs/common';
import { addDays, addMonths, type LocalDate } from '../domain/time/local-date.js';
import { addHours, atLocalTime, describeInstant, formatLondon, londonDate, parseInstant } from '../domain/time/london.js';
import { invalid } from '../errors.js';
import { InstallationFacts } from '../installation/installation-facts.service.js';
import { ChoiceField, InstantField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, redirect } from '../web/answers.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { counted } from '../web/template-filters.js';
import { TrainingClock } from './training-clock.service.js';

/** The steps that the page offers, each from now. */
const STEPS = {
  hour: { text: 'One hour', to: (now: Date) => addHours(now, 1) },
  tomorrow: { text: 'To 08:00 tomorrow', to: (now: Date) => atLocalTime(addDays(londonDate(now), 1), '08:00') },
  day: { text: 'One day', to: (now: Date) => sameTimeOn(addDays(londonDate(now), 1), now) },
  week: { text: 'One week', to: (now: Date) => sameTimeOn(addDays(londonDate(now), 7), now) },
  month: { text: 'One month', to: (now: Date) => sameTimeOn(addMonths(londonDate(now), 1), now) },
};

class MoveClockForm {
  @ChoiceField(STEPS, { description: 'how far', optional: true }) step?: keyof typeof STEPS;
  @InstantField({ description: 'date and time', optional: true }) now?: string;
}

/** The training installation's clock, to be moved forward by hand. */
@Controller('training/clock')
export class ClockPages {
  constructor(
    private readonly installation: InstallationFacts,
    private readonly clock: TrainingClock,
  ) {}

  @Get()
  @Allow.training()
  async show() {
    const { now } = await this.installation.read();
    const steps = Object.entries(STEPS).map(([key, { text, to }]) => ({ key, text, to: to(now) }));
    return page('training/clock', { steps, values: { ...dateParts('now', addDays(londonDate(now), 1)), 'now-time': '08:00' } });
  }

  @Post()
  @Allow.training()
  move(@Submitted() form: FormValues) {
    return submitForm(MoveClockForm, form, {
      work: async (input) => {
        const { now } = await this.installation.read();
        const moved = await this.clock.moveClock(input.step ? STEPS[input.step].to(now) : wanted(input.now));
        const mails = moved.messages === 0 ? 'No mail was due on the way.' : `${counted(moved.messages, 'mail')} went out on the way. See the mailbox.`;
        return redirect('/training/clock', { title: `It is ${describeInstant(moved.now)} now`, text: mails });
      },
      again: () => this.show(),
    });
  }
}

function wanted(text: string | undefined): Date {
  const at = text === undefined ? null : parseInstant(text);
  if (!at) throw invalid([{ code: 'REQUIRED', field: 'now', sentence: 'Enter the date and time to move to.' }]);
  return at;
}

/** The same time of day; 08:00 where the clocks leave it out. */
const sameTimeOn = (on: LocalDate, now: Date): Date => parseInstant(`${on}T${formatLondon(now).slice(11, 19)}`) ?? atLocalTime(on, '08:00');
