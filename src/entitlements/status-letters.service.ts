import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import type { CaseRecord } from '../records/record.entity.js';
import { RecordsService } from '../records/records.service.js';
import { notAllowed, notFound } from '../errors.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import type { RecordView } from '../young-people/case-view.js';
import type { StatusLetterDto } from './entitlements.dto.js';

/** What a letter that a provider or a fund takes as evidence says: no more than is needed for that. */
export interface StatusLetter {
  authorityName: string;
  legalName: string;
  bornOn: string;
  /** In care, or a care leaver. */
  status: string;
  toWhom: string;
  whatFor: string;
  writtenOn: string;
  signedBy: string;
}

/** Evidence of being in care or a care leaver, for a bursary or fees; each letter is a recorded disclosure (EP4, P7). */
@Injectable()
export class StatusLetters {
  constructor(
    private readonly views: CaseViewService,
    private readonly records: RecordsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Writes a letter: the disclosure is recorded. People of the home authority do. Errors: NOT_FOUND, NOT_ALLOWED. */
  async writeLetter(actor: SignedIn, reference: string, { toWhom, whatFor }: StatusLetterDto): Promise<CaseRecord> {
    await this.expectHome(actor, reference);
    const on = await this.unitOfWork.run(async ({ now }) => londonDate(now));
    return this.records.record(actor, reference, 'disclosure', {
      happenedOn: on, toWhom, item: 'care-status', basis: 'asked for by the young person', what: 'A letter that they are in care or a care leaver: name, date of birth and status.', reason: whatFor,
    });
  }

  /** The letter that a disclosure stands for. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readLetter(actor: SignedIn, reference: string, recordId: number): Promise<StatusLetter> {
    const view = await this.expectHome(actor, reference);
    const record: RecordView | undefined = view.records.find(({ id, kind }) => id === recordId && kind === 'disclosure');
    if (!record) throw notFound('letter');
    const { legalName, bornOn, careStatus, homeAuthority } = view;
    return {
      authorityName: homeAuthority.name, legalName, bornOn, status: careStatus === 'in-care' || careStatus === 'eligible' ? 'is in the care of' : 'is a care leaver of',
      toWhom: record.words.toWhom ?? '', whatFor: record.words.reason ?? '', writtenOn: record.happenedOn, signedBy: record.recordedByName,
    };
  }

  private async expectHome(actor: SignedIn, reference: string) {
    const view = await this.views.readCaseTo(actor, reference, 'disclosure.record');
    if (!view.allowed.includes('fact.correct-any')) throw notAllowed('write a letter for the home authority');
    return view;
  }
}
