import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { answerBy } from '../domain/subject-access.js';
import { londonDate } from '../domain/time/london.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { openRows } from '../encryption/seal-rows.js';
import { conflict, notAllowed, notFound } from '../errors.js';
import { isExcluded } from '../young-people/case-parties.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import type { RequestOwnFileDto } from './own-file.dto.js';
import { OwnFileMaker, subjectOf } from './own-file-maker.service.js';
import type { Row } from './collect-rows.js';
import type { OwnFile } from './own-file.js';
import { SubjectRequest } from './subject-request.entity.js';

/** A request as whoever answers it sees it: nothing of what is in the case. */
export interface SubjectRequestView {
  id: number;
  reference: string;
  byThemselves: boolean;
  /** How and why; empty where they asked themselves. */
  words: string;
  askedAt: Date;
  answerBy: LocalDate;
  releasedAt: Date | null;
  givenAt: Date | null;
}

/** For whoever answers young people who ask for what is held about them: the data protection lead, the Virtual Head. */
@Injectable()
export class OwnFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly maker: OwnFileMaker,
  ) {}

  /** What was asked of an authority, what waits longest first; the last 200. Errors: NOT_ALLOWED. */
  async listRequests(actor: Actor): Promise<SubjectRequestView[]> {
    return this.unitOfWork.run(() => inRole('engine', async () => {
      if (authoritiesOf(actor).length === 0) throw notAllowed('give out a young person’s own file; an authority’s data protection lead or Virtual Head can');
      const views = await requestsOf(actor, null);
      await this.audit.recordList(actor, 'own-files', views.map(({ reference }) => reference));
      return views;
    }));
  }

  /** Writes down that a young person asked, and how. Errors: NOT_FOUND for a case of another authority, or one that the person is excluded from. */
  async recordRequest(actor: Actor, { reference, words }: RequestOwnFileDto): Promise<SubjectRequestView> {
    return this.unitOfWork.run(async ({ manager, now }) => inRole('engine', async () => {
      const youngPerson = await openFor(actor, { reference });
      const request = await manager.save(SubjectRequest, { ...(await newRequest(manager, youngPerson.id, now)), askedBy: actor.personId, byThemselves: false, words });
      await this.audit.record(actor.personId, { name: 'own-file.request', caseId: youngPerson.id, subject: subjectOf(request), fields: ['words'], capacity: capacityOf(actor, youngPerson) });
      const [view] = await requestsOf(actor, request.id);
      if (!view) throw notFound('such request');
      return view;
    }));
  }

  /** Lets the young person fetch it themselves. Errors: NOT_FOUND, NOT_ASKED_THEMSELVES, ALREADY_RELEASED. */
  async release(actor: Actor, id: number): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => inRole('engine', async () => {
      const { request, youngPerson } = await requestFor(actor, id);
      if (!request.byThemselves) throw conflict('NOT_ASKED_THEMSELVES', 'The young person did not ask on their own pages: take the file out and give it to them.');
      if (request.releasedAt !== null) throw conflict('ALREADY_RELEASED', 'The young person may fetch it already.');
      await manager.update(SubjectRequest, { id }, { releasedBy: actor.personId, releasedAt: now });
      await this.audit.record(actor.personId, { name: 'own-file.release', caseId: youngPerson.id, subject: subjectOf(request), capacity: capacityOf(actor, youngPerson), purpose: 'subject-access', reason: subjectOf(request) });
    }));
  }

  /** Everything that is held, to read it through or to hand it over. Errors: NOT_FOUND, SEAL_BROKEN. */
  async giveFile(actor: Actor, id: number): Promise<OwnFile> {
    return this.unitOfWork.run(async () => {
      const { request, youngPerson } = await inRole('engine', () => requestFor(actor, id));
      const capacity = capacityOf(actor, youngPerson);
      return this.maker.make(request, youngPerson.reference, { personId: actor.personId, capacity, event: 'own-file.give', toWhom: `The ${capacity === 'virtual-head' ? 'Virtual Head' : 'data protection lead'}, for the young person` });
    });
  }
}

/** What every new request has. */
export const newRequest = async (manager: EntityManager, caseId: number, now: Date): Promise<Omit<SubjectRequest, 'id' | 'askedBy' | 'byThemselves' | 'words'>> =>
  ({ caseId, askedAt: now, answerBy: answerBy(londonDate(now), await loadCalendar(manager)), releasedBy: null, releasedAt: null, givenAt: null });

const authoritiesOf = (actor: Actor): string[] => actor.posts.flatMap((held) => (held.authorityCode !== null && canInOrganisation({ posts: [held] }, 'own-file.give', held.authorityCode) ? [held.authorityCode] : []));

const capacityOf = (actor: Actor, { homeAuthorityCode }: YoungPerson): string | null =>
  actor.posts.find((held) => held.authorityCode === homeAuthorityCode && canInOrganisation({ posts: [held] }, 'own-file.give', homeAuthorityCode))?.post ?? null;

/** The case, where it is of an authority whose files this person gives out, and they are not kept out of it. */
async function openFor(actor: Actor, by: { reference: string } | { id: number }, what = 'case'): Promise<YoungPerson> {
  const { manager } = transaction();
  if (authoritiesOf(actor).length === 0) throw notAllowed('give out a young person’s own file; an authority’s data protection lead or Virtual Head can');
  const youngPerson = await manager.findOneBy(YoungPerson, by);
  if (!youngPerson || !canInOrganisation(actor, 'own-file.give', youngPerson.homeAuthorityCode)) throw notFound(what);
  if (youngPerson.erasedAt !== null || (await isExcluded(manager, youngPerson.id, actor.personId))) throw notFound(what);
  return youngPerson;
}

async function requestFor(actor: Actor, id: number): Promise<{ request: SubjectRequest; youngPerson: YoungPerson }> {
  const request = await transaction().manager.findOne(SubjectRequest, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!request) {
    if (authoritiesOf(actor).length === 0) throw notAllowed('give out a young person’s own file; an authority’s data protection lead or Virtual Head can');
    throw notFound('such request');
  }
  // A request about somebody else's case is no more there than one that nobody made.
  return { request, youngPerson: await openFor(actor, { id: request.caseId }, 'such request') };
}

/** All of the actor's authorities, or one of them. */
async function requestsOf(actor: Actor, id: number | null): Promise<SubjectRequestView[]> {
  const { manager } = transaction();
  const rows = await openRows(manager, 'subject_request', await manager.query<Row[]>(LIST_SQL, [authoritiesOf(actor), actor.personId, id]));
  return rows.map(({ case_id: _, ...view }) => view as unknown as SubjectRequestView);
}

const LIST_SQL = `
SELECT q.id, q.case_id, y.reference, q.by_themselves AS "byThemselves", q.words, q.asked_at AS "askedAt", q.answer_by AS "answerBy", q.released_at AS "releasedAt", q.given_at AS "givenAt"
FROM subject_request q JOIN young_person y ON y.id = q.case_id
WHERE y.home_authority_code = ANY($1::text[]) AND ($3::int IS NULL OR q.id = $3) AND NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = y.id AND x.person_id = $2 AND x.ended_at IS NULL)
ORDER BY q.given_at IS NOT NULL, q.answer_by, q.id LIMIT 200`;
