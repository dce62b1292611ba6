import { AgreementsService } from '../../src/agreements/agreements.service.js';
import { ApprovalDecisions } from '../../src/approvals/decisions.service.js';
import { CorrectionsService } from '../../src/corrections/corrections.service.js';
import type { CaseRecordKind } from '../../src/domain/agreement/records.js';
import { addDays } from '../../src/domain/time/local-date.js';
import { londonDate } from '../../src/domain/time/london.js';
import { EmergenciesService } from '../../src/emergencies/emergencies.service.js';
import { PlacementsService } from '../../src/placements/placements.service.js';
import { PlansService } from '../../src/plans/plans.service.js';
import { PostsService } from '../../src/posts/posts.service.js';
import { RecordsService } from '../../src/records/records.service.js';
import { ReviewsService } from '../../src/reviews/reviews.service.js';
import { RiskNoticesService } from '../../src/risk-notices/risk-notices.service.js';
import { SignedInPeople } from '../../src/sign-in/signed-in-people.service.js';
import type { SignedIn } from '../../src/web/visitor.js';
import { KeyWorkersService } from '../../src/young-people/key-workers.service.js';
import type { SampleApplication } from './sample-application.js';

/** A case, or a placement or a risk notice of one, with those who act in it; `dp` is the designated person, or the signatory while nobody is. */
interface Found {
  id: number;
  caseId: number;
  reference: string;
  placementId: number;
  authority: string;
  keyWorker: number | null;
  keyContact: number;
  head: number;
  manager: number;
  dp: number | null;
}

const now = `(SELECT $1::timestamptz)`;
const post = (name: string, at: string): string => `(SELECT min(h.person_id) FROM post_holding h WHERE h.post = '${name}' AND h.from_on <= $1::timestamptz::date AND (h.until_on IS NULL OR h.until_on > $1::timestamptz::date) AND ${at})`;

/** Rows `x` of (id, case_id, placement_id) with the people of their case; only cases that have not ended. */
const found = (rows: string): string => `
SELECT x.id, x.placement_id AS "placementId", y.id AS "caseId", y.reference, y.home_authority_code AS authority,
  (SELECT max(k.person_id) FROM key_worker_assignment k WHERE k.case_id = y.id AND k.taken_back_at IS NULL AND k.from_at <= ${now} AND (k.until_at IS NULL OR k.until_at > ${now})) AS "keyWorker",
  ${post('key-contact', 'h.authority_code = y.home_authority_code')} AS "keyContact", ${post('virtual-head', 'h.authority_code = y.home_authority_code')} AS head,
  ${post('team-manager', 'h.authority_code = y.home_authority_code AND (h.team IS NULL OR h.team = y.team)')} AS manager, coalesce(${post('designated-person', 'h.provider_id = p.provider_id')}, ${post('signatory', 'h.provider_id = p.provider_id')}) AS dp
FROM (${rows}) x JOIN young_person y ON y.id = x.case_id LEFT JOIN placement p ON p.id = x.placement_id
WHERE NOT EXISTS (SELECT FROM record c WHERE c.case_id = y.id AND c.kind = 'case-closing')`;

/** Somehow mixed, and the same in every run. */
const MIXED = `ORDER BY (q.id * 7919 + $2 * 104729) % 1009, q.id`;
const RUNNING = `NOT EXISTS (SELECT FROM placement_ending g WHERE g.placement_id = q.id AND g.taken_back_at IS NULL)`;
const case_ = (limit: number) => `SELECT q.id, q.id AS case_id, NULL::int AS placement_id FROM young_person q ${MIXED} LIMIT ${limit}`;

/** What people do in a year, each kind on its days, through the services; `touched` are the cases in which something recorded before was put right. */
export class YearActs {
  readonly touched = new Set<number>();
  readonly done = new Map<string, number>();

  constructor(private readonly sample: SampleApplication) {}

  private readonly kinds: Readonly<Record<string, (at: Date, day: number) => Promise<number>>> = {
    'agree plans': (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM duty q WHERE q.clause = 'KW3' AND q.outcome = 'open' ${MIXED} LIMIT 4`, async (one) => {
      for (const section of ['key-contacts', 'safeguarding', 'own-words'] as const) await this.of(PlansService).writeSection(await this.as(one.keyWorker), one.reference, one.placementId, section, { text: 'As agreed' });
      for (const party of ['key-worker', 'designated-person', 'young-person'] as const) {
        await this.of(PlansService).agreePlan(await this.as(one.keyWorker), one.reference, one.placementId, { party, reasonAfterStart: 'They came late', ...(party !== 'key-worker' && { witness: 'A witness' }) });
      }
    }),
    'hold reviews': (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM duty q WHERE q.clause = 'KW4' AND q.outcome = 'open' AND q.missed_from < $1::timestamptz + interval '40 days' ${MIXED} LIMIT 12`, async (one) =>
      this.of(ReviewsService).recordReview(await this.as(one.keyWorker), one.reference, one.placementId, { heldOn: londonDate(at), attended: ['young-person', 'key-worker', ...(one.id % 5 === 0 ? [] : ['designated-person' as const])], feelsSafe: one.id % 9 === 0 ? 'no' : 'yes', whyNotSafe: 'The bus', present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good' })),
    suspend: (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.id AS placement_id FROM placement q WHERE ${RUNNING} AND q.starts_on < $1::timestamptz::date ${MIXED} LIMIT 2`, async (one) =>
      this.of(RiskNoticesService).reportRisk(await this.as(one.dp), one.reference, { placementId: one.placementId, kind: one.id % 3 === 0 ? 'at-risk' : 'suspended', whatHappened: 'A fight', occurredAt: new Date(+at - (day % 3) * 7_200_000).toISOString() })),
    'call and meet': (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM risk_notice q WHERE q.occurred_at < $1 AND NOT EXISTS (SELECT FROM placement_ending g WHERE g.placement_id = q.placement_id) ORDER BY q.id DESC, $2::int LIMIT 3`, async (one) => {
      for (const to of ['key-worker', 'key-contact'] as const) await this.of(RiskNoticesService).recordCall(await this.as(one.dp), one.reference, one.id, { to, outcome: (one.id + day) % 4 === 0 ? 'no-answer' : 'spoke' });
      const outcome = (['stays', 'ends', 'meets-again'] as const)[one.id % 3] ?? 'stays';
      await this.of(RiskNoticesService).recordMeeting(await this.as(one.dp), one.reference, one.id, { heldOn: londonDate(at), present: 'All', outcome, notes: 'Tried' });
    }),
    'raise emergencies': (at, day) => this.each(at, day, case_(3), async (one) => this.of(EmergenciesService).raiseEmergency(await this.as(one.keyContact), one.reference, { whatHappened: 'Missing' })),
    respond: (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM emergency q WHERE q.responded_at IS NULL AND q.taken_back_at IS NULL AND (q.id + $2) % 5 <> 0 LIMIT 6`, async (one) =>
      this.of(EmergenciesService).respondToEmergency(await this.as(one.keyContact), one.reference, one.id, { response: 'Found' })),
    'change key workers': (at, day) => this.each(at, day, case_(4), async (one) => {
      if (one.id % 4 === 0 && one.keyWorker !== null) return this.of(KeyWorkersService).endKeyWorker(await this.as(one.manager), one.reference, {});
      const [other] = await this.rows<{ id: number }>(`SELECT p.id FROM person p WHERE p.active AND p.authority_code = $1 AND p.id <> coalesce($2, 0) ORDER BY (p.id * 31 + $3) % 17, p.id LIMIT 1`, [one.authority, one.keyWorker, day]);
      await this.of(KeyWorkersService).assignKeyWorker(await this.as(one.manager), one.reference, { personId: other?.id ?? 0, kind: 'social-worker', authorityToActConfirmed: true });
    }),
    'end placements': (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.id AS placement_id FROM placement q WHERE ${RUNNING} AND q.agreed_on < $1::timestamptz::date ${MIXED} LIMIT 2`, async (one) =>
      this.of(PlacementsService).endPlacement(await this.as(day % 2 === 0 ? one.keyContact : one.dp), one.reference, one.placementId, { kind: day % 3 === 0 ? 'permanently-excluded' : 'left-early', alreadyHappened: true })),
    'record views, needs and statuses': (at, day) => this.each(at, day, case_(9), async (one) => {
      const kinds: [CaseRecordKind, object][] = [['view', { addressedTo: 'key-worker', ownWords: 'Quieter' }], ['need', { area: 'health', what: 'A doctor' }], ['status', { status: one.id % 4 === 0 ? 'not-in-eet' : 'education', source: 'provider' }]];
      const [kind, input] = kinds[one.id % 3] ?? kinds[0] ?? ['view', {}];
      await this.of(RecordsService).record(await this.as(one.keyContact), one.reference, kind, { happenedOn: londonDate(at), ...input });
    }),
    'answer views': (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM record q WHERE q.kind = 'view' AND q.taken_back_at IS NULL AND NOT EXISTS (SELECT FROM record a WHERE a.about_id = q.id) ${MIXED} LIMIT 6`, async (one) =>
      this.of(RecordsService).record(await this.as(one.keyWorker), one.reference, 'view-answer', { happenedOn: londonDate(at), aboutId: one.id, howTold: 'letter', whatWasDone: 'A room' })),
    'return attendance': (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM duty q JOIN placement p ON p.id = q.placement_id WHERE q.clause = 'EP15' AND q.key LIKE '%/attendance-%' AND q.outcome = 'open' AND NOT EXISTS (SELECT FROM placement_ending g WHERE g.placement_id = p.id) ${MIXED} LIMIT 12`, async (one) => {
      const [duty] = await this.rows<{ month: string }>(`SELECT right(key, 7) AS month FROM duty WHERE id = $1`, [one.id]);
      await this.of(RecordsService).record(await this.as(one.dp), one.reference, 'attendance-return', { happenedOn: londonDate(at), placementId: one.placementId, month: duty?.month, possible: 40, attended: 38, authorised: 1 });
    }),
    correct: (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM record q WHERE q.kind IN ('view', 'need') AND q.taken_back_at IS NULL AND NOT EXISTS (SELECT FROM record a WHERE a.about_id = q.id) ${MIXED} LIMIT 3`, async (one) => {
      this.touched.add(one.caseId);
      const [row] = await this.rows<{ kind: string; on: string }>(`SELECT kind, happened_on AS "on" FROM record WHERE id = $1`, [one.id]);
      const name = { fact: row?.kind ?? '', id: one.id };
      const reason = 'It was typed in wrongly';
      if (one.id % 2 === 0) await this.of(CorrectionsService).takeBackFact(await this.as(one.keyContact), one.reference, name, { reason });
      else await this.of(CorrectionsService).correctFact(await this.as(one.keyContact), one.reference, name, { values: { happenedOn: addDays(row?.on ?? '', -1) }, reason });
    }),
    'put on hold': (at, day) => this.each(at, day, `SELECT q.id, q.case_id, q.placement_id FROM duty q WHERE q.clause IN ('KW1', 'EP3', 'EP10', 'VS6') AND q.outcome = 'open' AND q.held_until IS NULL ${MIXED} LIMIT 2`, async (one) => {
      const [duty] = await this.rows<{ key: string }>(`SELECT key FROM duty WHERE id = $1`, [one.id]);
      const { id: aboutId } = await this.of(RecordsService).record(await this.as(one.keyContact), one.reference, 'hold', { happenedOn: londonDate(at), dutyKey: duty?.key, until: addDays(londonDate(at), 20), reason: 'In hospital' });
      await this.of(RecordsService).record(await this.as(one.head), one.reference, 'hold-decision', { happenedOn: londonDate(at), aboutId, decision: 'approved' });
    }),
    'close cases': (at, day) => this.each(at, day, case_(1), async (one) =>
      this.of(RecordsService).record(await this.as(one.keyContact), one.reference, 'case-closing', { happenedOn: londonDate(at), cause: 'moved-authority', takenOverBy: 'Leeds', notes: 'Moved' })),
    'change designated persons': async (at, day) => {
      const holdings = await this.rows<{ id: number; provider: number; head: number; contact: number }>(
        `SELECT h.id, h.provider_id AS provider, (SELECT min(s.person_id) FROM post_holding s WHERE s.post = 'virtual-head' AND s.authority_code = v.authority_code AND s.until_on IS NULL) AS head,
           (SELECT min(s.person_id) FROM post_holding s WHERE s.post = 'key-contact' AND s.authority_code = v.authority_code AND s.until_on IS NULL) AS contact
         FROM post_holding h JOIN provider v ON v.id = h.provider_id WHERE h.post = 'designated-person' AND h.until_on IS NULL ORDER BY (h.id * 7919 + $1 * 104729) % 1009, h.id LIMIT 1`, [day]);
      for (const { id, provider, head, contact } of holdings) {
        await this.of(PostsService).endPost(await this.as(head), id, { lastOn: addDays(londonDate(at), -1) });
        if (day % 3 === 0) continue;
        const { approvalId } = await this.of(PostsService).appoint(await this.as(head), { provider }, { post: 'designated-person', name: `Newcomer ${day}`, email: `newcomer.${day}@college.example`, phone: '07700 900123', fromOn: londonDate(at) });
        await this.of(ApprovalDecisions).approve(await this.as(contact), approvalId ?? 0);
      }
      return holdings.length;
    },
    'end agreements': async (at, day) => {
      if (day % 5 !== 0) return 0;
      const agreements = await this.rows<{ id: number; contact: number }>(`SELECT a.id, (SELECT min(h.person_id) FROM post_holding h WHERE h.post = 'key-contact' AND h.authority_code = a.authority_code AND h.until_on IS NULL) AS contact
        FROM agreement a WHERE a.signed_on IS NOT NULL AND a.ended_on IS NULL ORDER BY (a.id * 7919 + $1) % 101 LIMIT 1`, [day]);
      for (const { id, contact } of agreements) await this.of(AgreementsService).endAgreement(await this.as(contact), id, null, { endedOn: londonDate(at), because: 'By agreement' });
      return agreements.length;
    },
  };

  /** Does what is done on a day of the year, at the instant that it is. */
  async act(at: Date, day: number): Promise<void> {
    const names = Object.keys(this.kinds);
    const name = names[day % names.length] ?? '';
    this.done.set(name, (this.done.get(name) ?? 0) + ((await this.kinds[name]?.(at, day)) ?? 0));
  }

  private of<T>(service: new (...injected: never[]) => T): T {
    return this.sample.app.get<T>(service);
  }

  private rows<R>(sql: string, parameters: unknown[]): Promise<R[]> {
    return this.sample.dataSource.query(sql, parameters);
  }

  private async as(personId: number | null): Promise<SignedIn> {
    const person = personId === null ? null : await this.of(SignedInPeople).find(personId);
    if (!person) throw new Error(`nobody of the number ${personId}`);
    return person;
  }

  /** Does it about each of these rows that has whom it needs; those without a key worker or designated person wait. */
  private async each(at: Date, day: number, rows: string, work: (one: Found) => Promise<unknown>): Promise<number> {
    const all = (await this.rows<Found>(found(rows).replace(/\$2/g, '$2::int'), [at, day])).filter(({ keyWorker, dp, placementId }) => keyWorker !== null && (placementId === null || dp !== null));
    for (const one of all) await work(one);
    return all.length;
  }
}
