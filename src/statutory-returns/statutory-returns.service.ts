import { Injectable } from '@nestjs/common';
import type { Approval } from '../approvals/approval.entity.js';
import { Approvals } from '../approvals/approvals.service.js';
import { AuditService } from '../audit/audit.service.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, visibleTo } from '../domain/permissions.js';
import { oc3Faults, oc3Row, type Oc3Fault, type Oc3Row } from '../domain/statutory/care-leaver-return.js';
import { londonDate } from '../domain/time/london.js';
import { notAllowed } from '../errors.js';
import { DisclosureLog } from '../sharing/disclosure-log.service.js';
import type { SignedIn } from '../web/visitor.js';
import { scopeParameter } from '../young-people/case-scope-sql.js';
import { loadLeavers, type Leaver } from './load-leavers.js';
import { linesOf, STATUTORY_FILES, type Line, type StatutoryFileId } from './statutory-files.js';

/** A care leaver's line of the yearly return, and what is wrong with it. */
export interface CheckedLine {
  reference: string;
  preferredName: string;
  row: Oc3Row;
  faults: Oc3Fault[];
}

/** What a return is like before anybody takes it out. */
export interface CheckedReturn {
  year: number;
  lines: CheckedLine[];
  /** How many lines have something to put right. */
  faulty: number;
  /** How many more young people of the authority are in no line, since their cases are closed to the reader. */
  outside: number;
}

/** What the law asks of an authority about its care leavers: SSDA903 OC3, the Department's daily fields, NCCIS. */
@Injectable()
export class StatutoryReturns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly approvals: Approvals,
    private readonly disclosures: DisclosureLog,
  ) {}

  /** The yearly return of the reader's authority, line by line, what is wrong first. That each stood there is in the trail. Errors: NOT_ALLOWED. */
  async check(actor: SignedIn, year: number): Promise<CheckedReturn> {
    return this.unitOfWork.run(async () => {
      const { leavers, outside } = await this.load(actor);
      const lines = leavers.flatMap((leaver) => checked(leaver, year)).toSorted((a, b) => b.faults.length - a.faults.length);
      await this.audit.recordList(actor, 'returns', lines.map(({ reference }) => reference));
      return { year, lines, faulty: lines.filter(({ faults }) => faults.length > 0).length, outside: outside.filter((leaver) => oc3Row(leaver, year) !== null).length };
    });
  }

  /** Asks for a file; a second person of the authority has to approve it. Errors: NOT_ALLOWED. */
  async ask(actor: SignedIn, file: StatutoryFileId, year: number): Promise<Approval> {
    return this.unitOfWork.run(async ({ now }) => {
      const { leavers } = await this.load(actor);
      const asked = { year, today: londonDate(now) };
      return this.approvals.ask(actor, {
        act: 'return.export', authorityCode: actor.authorityCode, providerId: null, grantedTo: [],
        payload: { file, year, name: STATUTORY_FILES[file].name(asked), fileName: STATUTORY_FILES[file].fileName, rows: linesOf(file, leavers, asked).length },
      });
    });
  }

  /** The file that was approved, once, to whoever asked for it, as things are now; a disclosure for each young person in it (P7). Errors: those of `Approvals.use`, NOT_ALLOWED. */
  async fetch(actor: SignedIn, approvalId: number): Promise<{ file: StatutoryFileId; lines: Line[] }> {
    return this.unitOfWork.run(async ({ now }) => {
      const { payload } = await this.approvals.use(actor, approvalId, 'return.export');
      const { file, year } = payload as { file: StatutoryFileId; year: number };
      const { leavers } = await this.load(actor);
      const lines = linesOf(file, leavers, { year, today: londonDate(now) });
      await this.audit.record(actor.personId, { name: 'return.export', subject: `approval-${approvalId}` });
      await this.disclosures.record(actor.personId, {
        means: 'export', references: lines.map(({ leaver }) => leaver.reference), items: ['care-status'], toWhom: `${actor.name}, ${actor.organisation}`, why: `for a return that the law asks for; it says ${STATUTORY_FILES[file].says}`, basis: 'legal obligation',
      });
      return { file, lines: lines.map(({ line }) => line) };
    });
  }

  private async load(actor: SignedIn): Promise<{ leavers: Leaver[]; outside: Leaver[] }> {
    const { authorityCode } = actor;
    if (authorityCode === null || !canInOrganisation(actor, 'statutory-return.take', authorityCode)) throw notAllowed('prepare a return about care leavers; the Virtual School does');
    return this.unitOfWork.run(({ manager, now }) => {
      const today = londonDate(now);
      return inRole('engine', () => loadLeavers(manager, scopeParameter(visibleTo(actor, today), now), authorityCode, today));
    });
  }
}

function checked(leaver: Leaver, year: number): CheckedLine[] {
  const row = oc3Row(leaver, year);
  return row ? [{ reference: leaver.reference, preferredName: leaver.preferredName, row, faults: oc3Faults(row, year) }] : [];
}
