import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import { SHARED_ITEMS, type SharedItem } from '../domain/agreement/records/sharing.js';
import { DisclosureLog } from '../sharing/disclosure-log.service.js';
import { collectRows } from './collect-rows.js';
import { HOLDINGS } from './holdings.js';
import { ownFileOf, type OwnFile } from './own-file.js';
import { SubjectRequest } from './subject-request.entity.js';
import { whereItIs, whoTheyAre } from './who-they-are.js';

/** By whom a file is made, as what, and how the trail calls it. */
export interface GivenBy {
  personId: number | null;
  capacity: string | null;
  event: 'own-file.give' | 'own-file.fetch';
  /** Whom it goes to, and how. */
  toWhom: string;
}

/** Makes the file that was asked for. To be called in a transaction, by whoever has asked the policy. */
@Injectable()
export class OwnFileMaker {
  constructor(
    private readonly audit: AuditService,
    private readonly disclosures: DisclosureLog,
  ) {}

  /** The file of a request, with the look and the disclosure that it is: they come first, so that they are in it. Errors: SEAL_BROKEN. */
  async make(request: SubjectRequest, reference: string, { personId, capacity, event, toWhom }: GivenBy): Promise<OwnFile> {
    const { caseId } = request;
    const { manager, now } = transaction();
    for (const name of ['case.read', event]) {
      await inRole('engine', () => this.audit.record(personId, { name, caseId, subject: subjectOf(request), capacity, purpose: 'subject-access', reason: subjectOf(request) }));
    }
    await this.disclosures.record(personId, {
      means: 'own-file', references: [reference], items: Object.keys(SHARED_ITEMS) as SharedItem[], toWhom, why: 'They asked for everything that is held about them', basis: 'right of access (UK GDPR, Article 15)',
    });
    // What they asked for on their own pages is given when they fetch it, not when somebody reads it through.
    if (event === 'own-file.fetch' || !request.byThemselves) await inRole('engine', () => manager.update(SubjectRequest, { id: request.id }, { givenAt: now }));
    const found = await collectRows(caseId);
    const people = [...found].flatMap(([table, rows]) => rows.flatMap((row) => (HOLDINGS[table]?.who ?? []).map((column) => row[column]))).filter((id) => typeof id === 'number');
    return ownFileOf(found, { people: await whoTheyAre(caseId, [...new Set(people)]), places: await whereItIs() }, now);
  }
}

/** Where the trail says that the reason is. */
export const subjectOf = ({ id }: Pick<SubjectRequest, 'id'>): string => `subject-request-${id}`;
