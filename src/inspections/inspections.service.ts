import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { can, canInOrganisation } from '../domain/permissions.js';
import { addDays, daysBetween, type LocalDate } from '../domain/time/local-date.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { Person } from '../people/person.entity.js';
import type { SignedIn } from '../web/visitor.js';
import { loadCaseParties } from '../young-people/case-parties.js';
import { reviveInstants } from '../young-people/revive-instants.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import { InspectionCase } from './inspection-case.entity.js';
import { InspectionGrant } from './inspection-grant.entity.js';
import type { GrantInspectionDto } from './inspections.dto.js';

const LONGEST_DAYS = 92;

/** What an inspector was let read, and until when. */
export interface InspectionView {
  id: number;
  personId: number;
  name: string;
  email: string;
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
   * Lets somebody read all cases of the authority, or those named, to the end of a day. Somebody whom no organisation here knows
   * becomes a person of none. Errors: NOT_ALLOWED, INVALID (IN_THE_PAST, TOO_LONG, SAME_PERSON, EMAIL_IN_USE, UNKNOWN_CASE).
   */
  async grantInspection(actor: SignedIn, dto: GrantInspectionDto): Promise<InspectionGrant> {
    const authorityCode = expectAllowed(actor, 'inspection.grant', 'let somebody inspect cases of this authority');
    return this.unitOfWork.run(async ({ manager, now }) => {
      refuseWrongDay(dto.lastOn, londonDate(now));
      const { references } = dto;
      const caseIds = references === undefined ? null : await inRole('engine', () => casesNamed(actor, authorityCode, references, now));
      const person = await inRole('engine', () => inspectorFor(authorityCode, dto));
      if (person.id === actor.personId) throw invalid([{ code: 'SAME_PERSON', field: 'email', sentence: 'Somebody else has to name you an inspector.' }]);
      const grant = await manager.save(InspectionGrant, {
        authorityCode, personId: person.id, allCases: caseIds === null, grantedBy: actor.personId, grantedAt: now, untilAt: startOfDay(addDays(dto.lastOn, 1)), endedBy: null, endedAt: null,
      }); // prettier-ignore
      await manager.insert(InspectionCase, (caseIds ?? []).map((caseId) => ({ grantId: grant.id, caseId })));
      const subject = `inspection-${grant.id}`;
      await this.audit.record(actor.personId, { name: 'inspection.grant', subject, fields: Object.keys(dto), capacity: 'virtual-head' });
      for (const caseId of caseIds ?? []) await this.audit.record(actor.personId, { name: 'inspection.grant', caseId, subject, capacity: 'virtual-head' });
      return grant;
    });
  }

  /** Ends an inspection now. Errors: NOT_FOUND, NOT_ALLOWED, ALREADY_ENDED. */
  async endInspection(actor: SignedIn, id: number): Promise<void> {
    const authorityCode = expectAllowed(actor, 'inspection.end', 'end an inspection of this authority');
    await this.unitOfWork.run(async ({ manager, now }) => {
      const grant = await manager.findOne(InspectionGrant, { where: { id, authorityCode }, lock: { mode: 'for_no_key_update' } });
      if (!grant) throw notFound('inspection');
      if (grant.endedAt !== null || grant.untilAt <= now) throw conflict('ALREADY_ENDED', 'This inspection has ended already.');
      await manager.update(InspectionGrant, { id, endedAt: IsNull() }, { endedBy: actor.personId, endedAt: now });
      await this.audit.record(actor.personId, { name: 'inspection.end', subject: `inspection-${id}`, capacity: 'virtual-head' });
    });
  }
}

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
  const seen: YoungPerson[] = [];
  for (const one of found) if (can(actor, 'case.read', await loadCaseParties(manager, one.id, now), londonDate(now))) seen.push(one);
  const missing = references.filter((reference) => !seen.some((one) => one.reference === reference));
  if (references.length > 0 && missing.length === 0) return seen.map(({ id }) => id);
  throw invalid([{ code: 'UNKNOWN_CASE', field: 'references', sentence: `Give references of this authority's cases, such as LS-7K2QF9. Not found: ${missing.join(', ') || text}.` }]);
}

async function inspectorFor(authorityCode: string, { name, email }: GrantInspectionDto): Promise<Person> {
  const { manager } = transaction();
  const known = await manager.findOneBy(Person, { email: email.toLowerCase() });
  if (known === null) return manager.save(Person, { name, email: email.toLowerCase(), phone: null, active: true, authorityCode: null, providerId: null, inspectsFor: authorityCode });
  // A young person reads their own case and nobody else's.
  if (known.active && known.caseId === null) return known;
  throw invalid([{ code: 'EMAIL_IN_USE', field: 'email', sentence: 'This address cannot be used here. Give another.' }]);
}

const LIST_SQL = `
SELECT jsonb_build_object('id', g.id, 'personId', n.id, 'name', n.name, 'email', n.email, 'grantedByName', b.name, 'grantedAt', g.granted_at, 'untilAt', g.until_at, 'endedAt', g.ended_at,
  'references', CASE WHEN g.all_cases THEN NULL ELSE (SELECT jsonb_agg(y.reference ORDER BY y.reference) FROM inspection_case c JOIN young_person y ON y.id = c.case_id WHERE c.grant_id = g.id) END) AS view
FROM inspection_grant g JOIN person n ON n.id = g.person_id JOIN person b ON b.id = g.granted_by WHERE g.authority_code = $1 ORDER BY g.id DESC LIMIT 200`;
