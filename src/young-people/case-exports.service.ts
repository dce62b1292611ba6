import { Injectable } from '@nestjs/common';
import type { Approval } from '../approvals/approval.entity.js';
import { Approvals } from '../approvals/approvals.service.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { conflict, notAllowed } from '../errors.js';
import { DisclosureLog } from '../sharing/disclosure-log.service.js';
import { ALONE_CASES, takenOutAlone } from '../sharing/taken-out.js';
import type { SignedIn } from '../web/visitor.js';
import { EXPORT_REASONS, type ExportReason } from './cases.query.js';
import { CaseListService, type CaseFilter, type CaseListItem } from './case-list.service.js';
import { SealedSearch } from './sealed-search.js';

/** As many as a file that comes in may have; no authority has as many cases. */
const EXPORTED = 100_000;

/** Cases as a file: a few at once, many by two people. */
@Injectable()
export class CaseExports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseListService,
    private readonly approvals: Approvals,
    private readonly audit: AuditService,
    private readonly disclosures: DisclosureLog,
    private readonly searches: SealedSearch,
  ) {}

  /** Whether a file of so many cases takes a second person, with what this one has taken out today. */
  async takesTwo({ personId }: SignedIn, total: number): Promise<boolean> {
    return total > ALONE_CASES || this.unitOfWork.run(async () => (await takenOutAlone(personId, null)) + total > ALONE_CASES);
  }

  /** The cases of a list, where they are few, with all that this person has taken out today. Errors: APPROVAL_NEEDED (409). */
  async few(actor: SignedIn, filter: CaseFilter, why: ExportReason): Promise<CaseListItem[]> {
    return this.unitOfWork.run(async () => {
      const { items, total } = await this.cases.listCases(actor, filter, null, ALONE_CASES, 'file');
      if (total > ALONE_CASES) throw conflict('APPROVAL_NEEDED', `This file would have ${total} cases. One of more than ${ALONE_CASES} takes a second person: ask for it from the list of cases.`);
      const today = await takenOutAlone(actor.personId, items.map(({ reference }) => reference));
      if (today > ALONE_CASES) throw conflict('APPROVAL_NEEDED', `With this file you would have taken out ${today} cases today. More than ${ALONE_CASES} a day take a second person: ask for it from the list of cases.`);
      return this.disclosed(actor, items, why);
    });
  }

  /** Asks for a file of many cases. Errors: NOT_MANY (409) where nobody has to be asked; NOT_ALLOWED to an inspector of no organisation, where nobody could be. */
  async ask(actor: SignedIn, filter: CaseFilter): Promise<Approval> {
    if (!hasSecondPerson(actor)) throw notAllowed('take out a file that a second person of your organisation has to approve');
    return this.unitOfWork.run(async () => {
      const { total, similar } = await this.cases.countCases(actor, filter);
      if (!(await this.takesTwo(actor, total))) throw conflict('NOT_MANY', `These are ${total} cases: files of up to ${ALONE_CASES} a day take nobody else.`);
      const { authorityCode, providerId } = actor;
      return this.approvals.ask(actor, { act: 'cases.export', authorityCode, providerId, payload: { filter: { ...filter, search: this.searches.seal(actor.personId, filter.search), exactly: !similar }, rows: total, says: wordsOf(filter) }, grantedTo: [] });
    });
  }

  /** The file that was approved, once, to whoever asked for it: as they see the cases now. Errors: those of `Approvals.use`. */
  async fetch(actor: SignedIn, approvalId: number): Promise<CaseListItem[]> {
    return this.unitOfWork.run(async () => {
      const { payload } = await this.approvals.use(actor, approvalId, 'cases.export');
      await this.audit.record(actor.personId, { name: 'cases.export', subject: `approval-${approvalId}` });
      return this.disclosed(actor, (await this.cases.listCases(actor, this.opened(actor, payload.filter as CaseFilter), null, EXPORTED, 'file')).items, 'work');
    });
  }

  /** What was searched by, opened again for whoever asked. Errors: APPROVAL_OVER where that cannot be: without it the file would have other cases. */
  private opened({ personId }: SignedIn, filter: CaseFilter): CaseFilter {
    const search = this.searches.open(personId, filter.search);
    if (filter.search !== undefined && search === undefined) throw conflict('APPROVAL_OVER', 'What this was searched by cannot be read any more. Ask again where it is still wanted.');
    return { ...filter, ...(search !== undefined && { search }) };
  }

  /** Each case in a file is a disclosure (P7). */
  private async disclosed(actor: SignedIn, items: CaseListItem[], why: ExportReason): Promise<CaseListItem[]> {
    await this.disclosures.record(actor.personId, {
      means: 'export', references: items.map(({ reference }) => reference), items: ['care-status'],
      toWhom: `${actor.name}, ${actor.organisation}`, why: EXPORT_REASONS[why], basis: 'public task',
    });
    return items;
  }
}

/** Whether there can be somebody to approve a file of many cases: to an inspector of no organisation there is nobody. */
export const hasSecondPerson = ({ authorityCode, providerId }: Pick<SignedIn, 'authorityCode' | 'providerId'>): boolean => authorityCode !== null || providerId !== null;

/** What the list was narrowed to; not what was searched for, which may be a name that the second person does not know. */
const wordsOf = ({ search, authorityCode, providerId, agreementId, keyWorkerPersonId, missedOnly }: CaseFilter): string =>
  [authorityCode && 'of one authority', providerId && 'at one provider', agreementId && 'with a placement made under one agreement', keyWorkerPersonId && 'of one key worker', missedOnly && 'with something missed', search && 'found by a search'].filter(Boolean).join(', ');
