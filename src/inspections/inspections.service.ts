import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Approvals } from '../approvals/approvals.service.js';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { can, canInOrganisation } from '../domain/permissions.js';
import { addDays, daysBetween, type LocalDate } from '../domain/time/local-date.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { Person } from '../people/person.entity.js';
import type { SignedIn } from '../web/visitor.js';
import { loadPartiesOf } from '../young-people/case-parties.js';
import { reviveInstants } from '../young-people/revive-instants.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import { InspectionCase } from './inspection-case.entity.js';
import { InspectionGrant } from './inspection-grant.entity.js';
import { EndedInspectors } from './ended-inspectors.service.js';
import type { GrantInspectionDto } from './inspections.dto.js';
import { Inspectors, isFromOutside } from './inspectors.service.js';

const LONGEST_DAYS = 92;

/** What an inspector was let read, and until when. */
export interface InspectionView {
  id: number;
  personId: number;
  name: string;
  email: string;
  /** Of no organisation here: they were invited with the inspection. */
  isFromOutside: boolean;
  /** Null for all cases of the authority. */
  references: string[] | null;
  grantedByName: string;
  grantedAt: Date;
  untilAt: Date;
  endedAt: Date | null;
}

/** Inspectors: named, for a time, to read and nothing else. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly approvals: Approvals,
    private readonly inspectors: Inspectors,
    private readonly ended: EndedInspectors,
  ) {}

  /** The inspections of somebody's own authority, the newest first. Errors: NOT_ALLOWED. */
  async listInspections(actor: SignedIn): Promise<InspectionView[]> {
    const authorityCode = expectAllowed(actor, 'inspection.read', 'see who inspects cases of this authority');
    return this.unitOfWork.run(async ({ manager }) => {
      const rows = await inRole('engine', () => manager.query<{ view: InspectionView }[]>(LIST_SQL, [authorityCode]));
      return rows.map(({ view }) => reviveInstants(view));
    });
  }

  /**
   * Asks a second person to let somebody read all cases of the authority, or those named, to the end of a day; answers the number under which it waits.
   * Errors: NOT_ALLOWED, INVALID (IN_THE_PAST, TOO_LONG, SAME_PERSON, EMAIL_IN_USE, ANOTHER_NAME, UNKNOWN_CASE), NO_MAIL_SERVER (409) for somebody from outside.
   */
  async grantInspection(actor: SignedIn, dto: GrantInspectionDto): Promise<number> {
    const authorityCode = expectAllowed(actor, 'inspection.grant', 'let somebody inspect cases of this authority');
    return this.unitOfWork.run(async ({ now }) => {
      const { known } = await this.check(actor, authorityCode, dto, now);
      if (known === null || isFromOutside(known)) await this.inspectors.mustReachPeople();
      const { id } = await this.approvals.ask(actor, { act: 'inspection.grant', authorityCode, providerId: null, payload: { ...dto }, grantedTo: [dto.email.toLowerCase()] });
      return id;
    });
  }

  /**
   * What one asked for and the other, the last of the two, approves: the inspector may read. Somebody from outside becomes a person of no organisation
   * and is invited by mail. The trail names who approved; the grant names who asked. Errors: as `grantInspection`, of what has changed since.
   */
  async grantApproved([asker, approver]: [SignedIn, SignedIn], dto: GrantInspectionDto): Promise<void> {
    const authorityCode = expectAllowed(asker, 'inspection.grant', 'let somebody inspect cases of this authority');
    await this.unitOfWork.run(async ({ now }) => {
      const { caseIds, known } = await this.check(asker, authorityCode, dto, now);
      const isColleague = known !== null && !isFromOutside(known);
      const person = isColleague ? known : await inRole('engine', () => this.inspectors.admit(authorityCode, dto));
      await this.write([asker, approver], authorityCode, person, dto, caseIds);
      if (!isColleague) await this.inspectors.invite(approver.personId, person);
    });
  }

  /** Invites the inspector of an inspection that runs once more, in place of the last link. Errors: NOT_FOUND, NOT_ALLOWED, NOT_FROM_OUTSIDE, SIGNS_IN_ELSEWHERE, NO_MAIL_SERVER (409). */
  async inviteAgain(actor: SignedIn, id: number): Promise<void> {
    const authorityCode = expectAllowed(actor, 'inspection.grant', 'invite an inspector');
    await this.unitOfWork.run(async ({ manager, now }) => {
      const grant = await manager.findOneBy(InspectionGrant, { id, authorityCode });
      if (!grant || isOver(grant, now)) throw notFound('inspection that runs');
      const person = await inRole('engine', () => manager.findOneByOrFail(Person, { id: grant.personId }));
      if (!isFromOutside(person)) throw conflict('NOT_FROM_OUTSIDE', `${person.name} has a sign-in of their own organisation. Ask its administrator to invite them.`);
      await this.inspectors.mustReachPeople();
      await this.inspectors.invite(actor.personId, person);
    });
  }

  /** Ends an inspection now. Errors: NOT_FOUND, NOT_ALLOWED, ALREADY_ENDED. */
  async endInspection(actor: SignedIn, id: number): Promise<void> {
    const authorityCode = expectAllowed(actor, 'inspection.end', 'end an inspection of this authority');
    await this.unitOfWork.run(async ({ manager, now }) => {
      const grant = await manager.findOne(InspectionGrant, { where: { id, authorityCode }, lock: { mode: 'for_no_key_update' } });
      if (!grant) throw notFound('inspection');
      if (isOver(grant, now)) throw conflict('ALREADY_ENDED', 'This inspection has ended already.');
      await manager.update(InspectionGrant, { id, endedAt: IsNull() }, { endedBy: actor.personId, endedAt: now });
      await this.audit.record(actor.personId, { name: 'inspection.end', subject: `inspection-${id}`, capacity: 'virtual-head' });
      await this.ended.putOut(actor.personId, grant.personId);
    });
  }

  private async check(asker: SignedIn, authorityCode: string, dto: GrantInspectionDto, now: Date): Promise<{ caseIds: number[] | null; known: Person | null }> {
    refuseWrongDay(dto.lastOn, londonDate(now));
    const { references } = dto;
    const caseIds = references === undefined ? null : await inRole('engine', () => casesNamed(asker, authorityCode, references, now));
    const known = await inRole('engine', () => this.inspectors.known(dto.email));
    if (known?.id === asker.personId) throw invalid([{ code: 'SAME_PERSON', field: 'email', sentence: 'Somebody else has to name you an inspector.' }]);
    if (known !== null && !isCalled(known, dto.name)) throw invalid([{ code: 'ANOTHER_NAME', field: 'name', sentence: `This is the address of ${known.name}. Give that name, or another address.` }]);
    return { caseIds, known };
  }

  /** With the system's rights: whoever approves has no part in the cases. */
  private write([asker, by]: [SignedIn, SignedIn], authorityCode: string, { id: personId }: Person, dto: GrantInspectionDto, caseIds: number[] | null): Promise<void> {
    return inRole('engine', async () => {
      const { manager, now } = transaction();
      const untilAt = startOfDay(addDays(dto.lastOn, 1));
      const grant = await manager.save(InspectionGrant, { authorityCode, personId, allCases: caseIds === null, grantedBy: asker.personId, grantedAt: now, untilAt, endedBy: null, endedAt: null });
      await manager.insert(InspectionCase, (caseIds ?? []).map((caseId) => ({ grantId: grant.id, caseId })));
      const capacity = by.posts.find((held) => held.authorityCode === authorityCode && canInOrganisation({ posts: [held] }, 'inspection.approve', authorityCode))?.post ?? null;
      const act = { name: 'inspection.grant', subject: `inspection-${grant.id}`, capacity };
      await this.audit.record(by.personId, { ...act, fields: Object.keys(dto) });
      for (const caseId of caseIds ?? []) await this.audit.record(by.personId, { ...act, caseId });
    });
  }
}

const isOver = ({ endedAt, untilAt }: InspectionGrant, now: Date): boolean => endedAt !== null || untilAt <= now;

/** The address alone says who may read: the name beside it is there to show a slip in it. */
const isCalled = (person: Person, name: string): boolean => person.name.toLowerCase() === name.trim().toLowerCase();

function expectAllowed(actor: SignedIn, action: 'inspection.read' | 'inspection.grant' | 'inspection.end', what: string): string {
  const { authorityCode } = actor;
  if (authorityCode === null || !canInOrganisation(actor, action, authorityCode)) throw notAllowed(what);
  return authorityCode;
}

function refuseWrongDay(lastOn: LocalDate, today: LocalDate): void {
  if (lastOn < today) throw invalid([{ code: 'IN_THE_PAST', field: 'lastOn', sentence: 'The last day cannot be before today.' }]);
  if (daysBetween(today, lastOn) > LONGEST_DAYS) throw invalid([{ code: 'TOO_LONG', field: 'lastOn', sentence: `An inspection lasts ${LONGEST_DAYS} days at most. Name them again when it is over.` }]);
}

/** The cases of the authority that these references name, and that whoever names them sees. */
async function casesNamed(actor: SignedIn, homeAuthorityCode: string, text: string, now: Date): Promise<number[]> {
  const { manager } = transaction();
  const references = [...new Set(text.toUpperCase().split(/[\s,;]+/).filter(Boolean))];
  const found = await manager.findBy(YoungPerson, { reference: In(references), homeAuthorityCode });
  const parties = await loadPartiesOf(manager, found.map(({ id }) => id), now);
  const seen = found.filter(({ id }) => parties.some((one) => one.id === id && can(actor, 'case.read', one, londonDate(now))));
  const missing = references.filter((reference) => !seen.some((one) => one.reference === reference));
  if (references.length > 0 && missing.length === 0) return seen.map(({ id }) => id);
  throw invalid([{ code: 'UNKNOWN_CASE', field: 'references', sentence: `Give references of this authority's cases, such as LS-7K2QF9. Not found: ${missing.join(', ') || text}.` }]);
}

const LIST_SQL = `
SELECT jsonb_build_object('id', g.id, 'personId', n.id, 'name', n.name, 'email', n.email, 'isFromOutside', n.inspects_for IS NOT NULL, 'grantedByName', b.name, 'grantedAt', g.granted_at, 'untilAt', g.until_at, 'endedAt', g.ended_at,
  'references', CASE WHEN g.all_cases THEN NULL ELSE (SELECT jsonb_agg(y.reference ORDER BY y.reference) FROM inspection_case c JOIN young_person y ON y.id = c.case_id WHERE c.grant_id = g.id) END) AS view
FROM inspection_grant g JOIN person n ON n.id = g.person_id JOIN person b ON b.id = g.granted_by WHERE g.authority_code = $1 ORDER BY g.id DESC LIMIT 200`;
