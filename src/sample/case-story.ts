import type { CallOutcome, EndingKind, RiskKind, RiskRecipient } from '../domain/agreement/facts.js';
import type { PlanSectionName } from '../domain/agreement/plan-sections.js';
import { birthday } from '../domain/time/academic-year.js';
import { addDays, weekday, type LocalDate } from '../domain/time/local-date.js';
import { addHours, atLocalTime } from '../domain/time/london.js';
import type { Random } from './random.js';
import type { NewRow, SampleRows } from './sample-rows.js';
import { inventName, type AuthorityStaff, type ProviderStaff, type SampleAdult, type SampleKeyWorker, type SampleStaff } from './sample-staff.js';
import * as words from './sample-words.js';
import { COURSES } from './region.js';
import { careStatusAt, inventUln, inventUpn } from './young-person-of.js';

/** An e-mail that the system sent to keep a promise: to a person, for the duty that its facts give. */
export interface SentNotice {
  recipient: 'key-worker' | 'key-contact' | 'designated-person' | 'social-worker' | 'virtual-head';
  /** The statutory notice of a school's sixth form (EP11S). */
  isStatutory?: true;
  to: SampleAdult;
  sentAt: Date;
  placement: NewRow;
  /** The risk notice (EP11) or the new key worker's assignment (SC2) it is about. */
  about: NewRow;
}

export interface CaseSetting {
  now: Date;
  today: LocalDate;
  random: Random;
  rows: SampleRows;
  sent: SentNotice[];
  staff: SampleStaff;
  home: AuthorityStaff;
  keyWorker: SampleKeyWorker;
  /** Where a placement of the case is, unless the story says otherwise. */
  provider: ProviderStaff;
  reference: string;
  localId: string;
}

/** One young person's case as it was lived: each method is something that happened, and adds the rows that say so. */
export class CaseStory {
  youngPerson: NewRow;
  placement: NewRow;
  provider: ProviderStaff;
  assignment: NewRow | null = null;
  private keyWorker: SampleKeyWorker;
  private registeredAt: Date;
  private plans = 0;

  constructor(readonly setting: CaseSetting) {
    this.provider = setting.provider;
    this.keyWorker = setting.keyWorker;
  }

  get random(): Random {
    return this.setting.random;
  }

  get today(): LocalDate {
    return this.setting.today;
  }

  /** A time on a day, or now if that is still to come. */
  at(on: LocalDate, time: string): Date {
    const at = atLocalTime(on, time);
    return at < this.setting.now ? at : this.setting.now;
  }

  daysAgo(least: number, most = least): LocalDate {
    return addDays(this.today, -this.random.between(least, most));
  }

  register(bornOn: LocalDate, registeredOn: LocalDate): void {
    const { random, home, rows, reference, localId, today } = this.setting;
    const { given, family } = inventName(random);
    const age = [...Array(30).keys()].filter((years) => birthday(bornOn, years) <= today).length - 1;
    this.registeredAt = this.at(registeredOn, '09:30');
    this.youngPerson = rows.add('young_person', {
      reference,
      home_authority_code: home.authority.code,
      team: random.pick(home.authority.teams),
      local_id: localId,
      preferred_name: given,
      legal_name: `${given} ${family}`,
      born_on: bornOn,
      uln: random.percent(85) ? inventUln(random) : null,
      upn: random.percent(70) ? inventUpn(random) : null,
      care_status: careStatusAt(random, age),
      registered_at: this.registeredAt,
    });
  }

  assignKeyWorker(): void {
    this.assign(this.keyWorker, addHours(this.registeredAt, 2));
  }

  /** The key worker leaves and nobody follows. */
  endKeyWorker(at: Date): void {
    if (this.assignment) this.assignment.values.until_at = at;
  }

  /** Another key worker takes over; the provider is told by e-mail and, unless `acknowledgedAt` is null, says so. */
  changeKeyWorker(at: Date, acknowledgedAt: Date | null): void {
    const others = this.setting.home.keyWorkers.filter((one) => one !== this.keyWorker);
    this.endKeyWorker(at);
    const assignment = this.assign(this.random.pick(others), at);
    this.setting.sent.push({ recipient: 'designated-person', to: this.provider.designatedPerson, sentAt: at, placement: this.placement, about: assignment });
    if (acknowledgedAt) {
      this.add('key_worker_notice', { acknowledged_by: this.provider.designatedPerson.id, acknowledged_at: acknowledgedAt }, { placement_id: this.placement, key_worker_id: assignment });
    }
  }

  private assign(keyWorker: SampleKeyWorker, at: Date): NewRow {
    this.keyWorker = keyWorker;
    const values = { person_id: keyWorker.id, kind: this.kindOf(keyWorker), from_at: at, until_at: null, authority_to_act_confirmed_at: at };
    return (this.assignment = this.add('key_worker_assignment', values, { case_id: this.youngPerson }));
  }

  /** At 18 a personal adviser takes over from a social worker. */
  private kindOf({ kind }: SampleKeyWorker): string {
    return kind === 'social-worker' && birthday(String(this.youngPerson.values.born_on), 18) <= this.today ? 'personal-adviser' : kind;
  }

  agreePlacement(agreedOn: LocalDate, startsOn: LocalDate, endsOn: LocalDate): void {
    const [course, level] = this.random.pick(COURSES[this.provider.provider.type]);
    const values = { provider_id: this.provider.id, course, level, agreed_on: agreedOn, starts_on: startsOn, ends_on: endsOn };
    this.placement = this.add('placement', values, { case_id: this.youngPerson });
    this.plans = 0;
  }

  /** Writes the plan; each party agrees on its day, in this order: key worker, designated person, young person. */
  agreePlan(days: readonly LocalDate[]): void {
    const { random } = this;
    const [first = this.today] = days;
    const writtenAt = this.at(first, '10:00');
    const late = days.some((on) => on >= String(this.placement.values.starts_on));
    const plan = this.add(
      'plan',
      {
        number: (this.plans += 1),
        reason_after_start: late ? random.pick(words.REASONS_AFTER_START) : null,
        written_by: this.keyWorker.id,
        written_at: writtenAt,
      },
      { placement_id: this.placement },
    );
    const sections: Partial<Record<PlanSectionName, string>> = {
      'key-contacts': `${this.keyWorker.name} (key worker), ${this.provider.designatedPerson.name} (designated person), ${this.setting.home.keyContact.name} (Virtual School).`,
      safeguarding: random.pick(words.SAFEGUARDING_ISSUES),
      'own-words': random.pick(words.OWN_WORDS),
      goals: random.pick(words.GOALS),
    };
    for (const [section, text] of Object.entries(sections)) {
      this.add('plan_section', { section, text, written_by: this.keyWorker.id, written_at: writtenAt }, { plan_id: plan });
    }
    const parties = [['key-worker', null], ['designated-person', null], ['young-person', this.keyWorker.name]] as const;
    days.forEach((on, index) => {
      const [party, witness] = parties[index] ?? parties[2];
      const agreedAt = this.at(on, `11:${30 + index}`);
      const by = party === 'designated-person' ? this.provider.designatedPerson.id : this.keyWorker.id;
      this.add('plan_agreement', { party, agreed_at: agreedAt, witness, recorded_by: by, recorded_at: agreedAt }, { plan_id: plan });
    });
  }

  holdReview(on: LocalDate): void {
    const { random } = this;
    this.add(
      'review',
      {
        held_on: on,
        reason_elsewhere: random.percent(8) ? random.pick(words.REASONS_ELSEWHERE) : null,
        present: `${this.setting.keyWorker.name}, ${this.provider.designatedPerson.name}, the young person`,
        what_changed: random.pick(words.CHANGES),
        young_persons_view: random.pick(words.VIEWS),
        feels_safe: 'yes',
        attended: ['young-person', 'key-worker', 'designated-person', this.keyWorker.kind === 'personal-adviser' ? 'personal-adviser' : 'social-worker'],
        counts_for: random.percent(40) ? ['review', 'pathway-plan'] : ['review'],
        recorded_by: this.keyWorker.id,
        recorded_at: this.at(on, '16:30'),
      },
      { case_id: this.youngPerson, placement_id: this.placement },
    );
  }

  /** The provider reports a risk; the system's two e-mails go at once, to whoever is key worker and key contact. */
  reportRisk(kind: RiskKind, occurredAt: Date, recordedAt: Date): NewRow {
    const notice = this.add(
      'risk_notice',
      { kind, what_happened: this.random.pick(words.RISKS[kind]), occurred_at: occurredAt, recorded_by: this.provider.designatedPerson.id, recorded_at: recordedAt },
      { case_id: this.youngPerson, placement_id: this.placement },
    );
    for (const recipient of ['key-worker', 'key-contact'] as const) {
      this.setting.sent.push({ recipient, to: this.reached(recipient), sentAt: recordedAt, placement: this.placement, about: notice });
    }
    if (this.provider.provider.type === 'school-sixth-form' && kind !== 'at-risk') {
      const told = { sentAt: recordedAt, placement: this.placement, about: notice, isStatutory: true } as const;
      this.setting.sent.push({ recipient: 'social-worker', to: this.keyWorker, ...told }, { recipient: 'virtual-head', to: this.setting.home.virtualHead, ...told });
    }
    return notice;
  }

  call(notice: NewRow, to: RiskRecipient, calledAt: Date, outcome: CallOutcome): void {
    const spokeTo = outcome === 'spoke' || outcome === 'called-back' ? this.reached(to).name : null;
    const values = { recipient: to, called_at: calledAt, outcome, spoke_to: spokeTo, recorded_by: this.provider.designatedPerson.id, recorded_at: calledAt };
    this.add('risk_call', values, { notice_id: notice });
  }

  acknowledgeRisk(notice: NewRow, by: RiskRecipient, at: Date): void {
    this.add('risk_acknowledgement', { recipient: by, acknowledged_at: at, person_id: this.reached(by).id }, { notice_id: notice });
  }

  meetProfessionals(notice: NewRow, on: LocalDate, outcome: 'stays' | 'ends'): void {
    const present = `${this.keyWorker.name}, ${this.provider.designatedPerson.name}, ${this.setting.home.keyContact.name}, the young person`;
    const values = { held_on: on, present, outcome, notes: this.random.pick(words.MEETING_NOTES), recorded_by: this.provider.designatedPerson.id, recorded_at: this.at(on, '17:00') };
    this.add('professionals_meeting', values, { notice_id: notice });
  }

  raiseEmergency(raisedAt: Date, respondedAt: Date | null): void {
    const answer = respondedAt ? { acknowledged_at: respondedAt, acknowledged_by: this.keyWorker.id, responded_at: respondedAt, responded_by: this.keyWorker.id, response: this.random.pick(words.RESPONSES) } : {};
    const values = { what_happened: this.random.pick(words.EMERGENCIES), raised_at: raisedAt, raised_by: this.provider.designatedPerson.id, recorded_at: raisedAt, ...answer };
    this.add('emergency', values, { case_id: this.youngPerson, placement_id: this.placement });
  }

  endPlacement(kind: EndingKind, on: LocalDate): void {
    const byProvider = kind === 'permanently-excluded' || kind === 'ended-by-provider';
    const by = byProvider ? this.provider.designatedPerson : this.keyWorker;
    const values = { kind, ended_on: on, reason: null, recorded_by: by.id, recorded_by_provider: byProvider, recorded_at: this.at(on, '15:00') };
    this.add('placement_ending', values, { placement_id: this.placement });
  }

  private reached(recipient: RiskRecipient): SampleAdult {
    return recipient === 'key-worker' ? this.keyWorker : this.setting.home.keyContact;
  }

  private add(table: NewRow['table'], values: Record<string, unknown>, refers: Record<string, NewRow | null>): NewRow {
    return this.setting.rows.add(table, values, refers);
  }
}

/** The Friday before, for a day at the weekend. */
export function onWeekday(on: LocalDate): LocalDate {
  return addDays(on, -Math.max(0, weekday(on) - 5));
}

