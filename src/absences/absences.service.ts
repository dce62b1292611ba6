import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { part, type Part } from '../database/read-together.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { mayRecordAbsenceOf, type PartAway } from '../domain/absence.js';
import { addDays, daysBetween, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { invalid, notFound, Refusal } from '../errors.js';
import { withOwnPosts } from '../people/own-posts.js';
import { Person } from '../people/person.entity.js';
import type { SignedIn } from '../web/visitor.js';
import { AbsenceMails } from './absence-mails.service.js';
import { Absence } from './absence.entity.js';
import type { RecordAbsenceDto } from './absences.dto.js';
import { actingFor } from './cover-sql.js';

/** An absence as its organisation sees it. */
export interface AbsenceView {
  id: number;
  personId: number;
  name: string;
  coverPersonId: number;
  coverName: string;
  /** Who does their part in the end: the cover, or whoever covers for that one; null where that is somebody who has left. As of its first day, or today. */
  actingName: string | null;
  fromOn: LocalDate;
  untilOn: LocalDate;
}

const LONGEST_DAYS = 366;

/** Absences of staff, with who covers: cover sees the cases and gets the messages of whoever is away, for those days alone. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly mails: AbsenceMails,
  ) {}

  /** The absences of someone's own organisation that are not over. */
  async listAbsences(actor: SignedIn): Promise<AbsenceView[]> {
    return this.unitOfWork.run(({ manager, now }) => manager.query<AbsenceView[]>(LIST_SQL, [actor.authorityCode, actor.providerId, londonDate(now)]));
  }

  /** Those who can be away or cover: the active people of someone's own organisation, by name. */
  async colleagues(actor: SignedIn): Promise<Pick<Person, 'id' | 'name' | 'email'>[]> {
    return this.unitOfWork.run(({ manager }) =>
      manager.find(Person, { select: { id: true, name: true, email: true }, where: { ...organisationOf(actor), active: true }, order: { name: 'ASC', id: 'ASC' } }),
    );
  }

  /**
   * Records that somebody is away and who covers. People record their own absence; somebody else's whoever may fill their posts, or
   * the manager of their team where they hold none, and nobody that they cover for somebody themselves. Whoever is said to be away by somebody else is told by mail. Errors: NOT_YOURS_TO_RECORD (403), INVALID (SELF_COVER, UNKNOWN_PERSON, SAME_PERSON, TOO_EARLY, TOO_LONG, ALREADY_AWAY, COVER_IS_AWAY).
   */
  async recordAbsence(actor: SignedIn, dto: RecordAbsenceDto): Promise<Absence> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      await manager.query('SELECT id FROM person WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [[dto.personId, dto.coverPersonId]]);
      for (const field of ['personId', 'coverPersonId'] as const) await expectColleague(actor, field, dto[field]);
      await this.expectMayRecord(actor, dto);
      refuseSelfCover(actor, dto);
      refuseWrongDays(dto, londonDate(now));
      await refuseOverlap(dto);
      const absence = await manager.save(Absence, { ...dto, endedOn: null, recordedBy: actor.personId, recordedAt: now });
      await this.audit.record(actor.personId, { name: 'absence.record', subject: `absence-${absence.id}`, fields: Object.keys(dto) });
      if (absence.personId !== actor.personId) await this.mails.tell(absence, actor.name);
      return absence;
    });
  }

  /** Somebody is back sooner: cover ends today. Errors: NOT_FOUND, NOT_YOURS_TO_RECORD (403). */
  async endAbsence(actor: SignedIn, id: number): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      const [absence] = (await this.listAbsences(actor)).filter((one) => one.id === id);
      if (!absence) throw notFound('absence');
      await this.expectMayRecord(actor, absence);
      await manager.update(Absence, { id }, { endedOn: addDays(londonDate(now), -1) });
      await this.audit.record(actor.personId, { name: 'absence.end', subject: `absence-${id}` });
    });
  }

  private async expectMayRecord(actor: SignedIn, absence: Days): Promise<void> {
    if (!(await this.mayRecord(actor, absence))) throw notYoursToRecord();
  }

  private async mayRecord(actor: SignedIn, absence: Days): Promise<boolean> {
    if (absence.personId === actor.personId) return true;
    const { manager, now } = transaction();
    const own = await withOwnPosts(manager, actor, londonDate(now));
    return mayRecordAbsenceOf(actor, own, await this.partAway(absence));
  }

  /** Whatever whoever records it sees of it themselves. */
  private async partAway({ personId, fromOn, untilOn }: Days): Promise<PartAway> {
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const [away] = await manager.query<PartAway[]>(partAwayOf('$1::int', '$2::date', '$3::date', '$4::timestamptz'), [personId, fromOn, untilOn, now]);
      if (!away) throw notFound('person');
      return away;
    });
  }
}

/**
 * Absences whose part nobody takes, since whoever was to has left, for those who record absences there (`own` are the posts that they hold themselves), and
 * nobody else: a part of a page, to be read in the engine's role.
 */
export const uncoveredPart = (actor: SignedIn, now: Date): Part<(own: SignedIn) => AbsenceView[]> =>
  part(UNCOVERED_SQL, [actor.authorityCode, actor.providerId, londonDate(now), actor.personId, now], (rows: (AbsenceView & { away: PartAway })[]) => (own) =>
    rows.filter(({ away }) => mayRecordAbsenceOf(actor, own, away)).map(({ away: _away, ...absence }) => absence));

type Days = Pick<AbsenceView, 'personId' | 'fromOn' | 'untilOn'>;

const notYoursToRecord = () =>
  new Refusal(403, 'NOT_YOURS_TO_RECORD', 'Ask them to say themselves that they are away. Else, where they hold a post, it is for whoever may put somebody into it: the Virtual Head or an administrator, at a provider its signatory; where they hold none, for the manager of their team.');

const organisationOf = ({ authorityCode, providerId }: SignedIn) => (providerId === null ? { authorityCode: authorityCode ?? '' } : { providerId });

async function expectColleague(actor: SignedIn, field: 'personId' | 'coverPersonId', id: number): Promise<void> {
  if (await transaction().manager.existsBy(Person, { id, active: true, ...organisationOf(actor) })) return;
  throw invalid([{ code: 'UNKNOWN_PERSON', field, sentence: 'Choose a person of your own organisation.' }]);
}

/** Cover opens cases: nobody opens them to themselves. */
function refuseSelfCover(actor: SignedIn, { personId, coverPersonId }: RecordAbsenceDto): void {
  if (personId === actor.personId || coverPersonId !== actor.personId) return;
  throw invalid([{ code: 'SELF_COVER', field: 'coverPersonId', sentence: 'Somebody else has to record that you cover: whoever is away, or another manager.' }]);
}

function refuseWrongDays({ personId, coverPersonId, fromOn, untilOn }: RecordAbsenceDto, today: LocalDate): void {
  const reasons = [
    ...(personId === coverPersonId ? [{ code: 'SAME_PERSON', field: 'coverPersonId', sentence: 'Choose somebody else to cover.' }] : []),
    ...(untilOn < fromOn ? [{ code: 'TOO_EARLY', field: 'untilOn', sentence: 'The last day cannot be before the first.' }] : []),
    ...(untilOn < today ? [{ code: 'TOO_EARLY', field: 'untilOn', sentence: 'This absence is over: cover is for days still to come.' }] : []),
    ...(daysBetween(fromOn, untilOn) > LONGEST_DAYS ? [{ code: 'TOO_LONG', field: 'untilOn', sentence: 'Cover lasts a year at most. For longer, name a successor.' }] : []),
  ];
  if (reasons.length > 0) throw invalid(reasons);
}

async function refuseOverlap({ personId, coverPersonId, fromOn, untilOn }: RecordAbsenceDto): Promise<void> {
  const away = await transaction().manager.query<{ person_id: number }[]>(
    'SELECT person_id FROM absence WHERE person_id = ANY($1) AND from_on <= $3 AND coalesce(ended_on, until_on) >= $2',
    [[personId, coverPersonId], fromOn, untilOn],
  );
  if (away.some((row) => row.person_id === personId)) {
    throw invalid([{ code: 'ALREADY_AWAY', field: 'fromOn', sentence: 'An absence is recorded for some of these days already. End it first.' }]);
  }
  if (away.length > 0) throw invalid([{ code: 'COVER_IS_AWAY', field: 'coverPersonId', sentence: 'They are away on some of these days themselves. Choose somebody else.' }]);
}

/** With the part of those whom they cover for themselves: it passes on. */
const partAwayOf = (personId: string, fromOn: string, untilOn: string, now: string): string => `
WITH RECURSIVE part (id) AS (
  SELECT ${personId} UNION SELECT away.person_id FROM part t JOIN absence away ON away.cover_person_id = t.id AND away.from_on <= ${untilOn} AND coalesce(away.ended_on, away.until_on) >= ${fromOn}
)
SELECT p.authority_code AS "authorityCode", p.provider_id AS "providerId",
  (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('post', h.post, 'authorityCode', coalesce(h.authority_code, v.authority_code), 'providerId', h.provider_id)), '[]')
    FROM part t JOIN post_holding h ON h.person_id = t.id AND h.from_on <= ${untilOn} AND (h.until_on IS NULL OR h.until_on > ${fromOn}) LEFT JOIN provider v ON v.id = h.provider_id) AS posts,
  (SELECT coalesce(jsonb_agg(DISTINCT y.team), '[]') FROM part t JOIN key_worker_assignment k ON k.person_id = t.id AND k.taken_back_at IS NULL AND (k.until_at IS NULL OR k.until_at > ${now})
    JOIN young_person y ON y.id = k.case_id) AS teams
FROM person p WHERE p.id = ${personId}`;

const LIST_SQL = `
SELECT a.id, a.person_id AS "personId", p.name, a.cover_person_id AS "coverPersonId", c.name AS "coverName", acting.name AS "actingName", a.from_on AS "fromOn", a.until_on AS "untilOn"
FROM absence a JOIN person p ON p.id = a.person_id JOIN person c ON c.id = a.cover_person_id
LEFT JOIN person acting ON acting.id = ${actingFor('a.person_id', 'greatest(a.from_on, $3::date)')} AND acting.active
WHERE (p.authority_code = $1 OR p.provider_id = $2) AND coalesce(a.ended_on, a.until_on) >= $3 ORDER BY a.from_on, p.name, a.id`;

/** $4 who asks, $5 now. */
const UNCOVERED_SQL = `
SELECT u.*, (SELECT to_jsonb(q) FROM (${partAwayOf('u."personId"', 'u."fromOn"', 'u."untilOn"', '$5::timestamptz')}) q) AS away
FROM (${LIST_SQL}) u WHERE u."actingName" IS NULL AND u."personId" <> $4 ORDER BY u."fromOn", u.name, u.id`;
