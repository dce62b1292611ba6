import { Injectable } from '@nestjs/common';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { RecordsService } from '../records/records.service.js';
import type { SignedIn } from '../web/visitor.js';
import type { CaseView, RecordView } from '../young-people/case-view.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { IN_CARE } from '../domain/agreement/care-status.js';
import type { Recipient } from '../domain/agreement/records/sharing.js';
import { londonDate } from '../domain/time/london.js';
import type { StatusLetterDto } from './entitlements.dto.js';
import { StatusLetterRow, type LetterRecipient } from './status-letter.entity.js';

/** What a letter that a provider or a fund takes as evidence says: no more than is needed for that. `id` is its disclosure's. */
export type StatusLetter = Omit<StatusLetterRow, 'caseId' | 'recordId'>;

/** Evidence of being in care or a care leaver, for a bursary or fees; each letter is a recorded disclosure (EP4, P7). */
@Injectable()
export class StatusLetters {
  constructor(
    private readonly views: CaseViewService,
    private readonly records: RecordsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseWork,
  ) {}

  /**
   * Writes a letter, keeps what it said, and records the disclosure. People of the home authority do. Errors: NOT_FOUND, NOT_ALLOWED,
   * CHANGED_SINCE, NOT_TRUE_ANY_MORE, INVALID (UNKNOWN_EMPLOYER), EMPLOYER_MAY_NOT_KNOW.
   */
  async writeLetter(actor: SignedIn, reference: string, dto: StatusLetterDto, ifVersion: number | null = null): Promise<{ id: number; version: number }> {
    return this.unitOfWork.run(async ({ manager }) => {
      await this.cases.expectVersion(actor, reference, ifVersion);
      const view = await this.expectHome(actor, reference);
      refuseUntrue(view.records);
      refuseEmployer(dto, view.records);
      const { toWhom, whatFor, basis, recipient } = dto;
      const on = londonDate(view.now);
      const what = 'A letter that they are in care or a care leaver: name, date of birth and status.';
      const { record, version } = await this.records.recordWithVersion(actor, reference, 'disclosure', { happenedOn: on, toWhom, item: 'care-status', recipient: RECIPIENT_OF_DISCLOSURE[recipient], basis, what, reason: whatFor });
      await manager.save(StatusLetterRow, {
        caseId: record.caseId, recordId: record.id, recipient, authorityName: view.homeAuthority.name, legalName: view.legalName, bornOn: view.bornOn,
        status: IN_CARE.includes(view.careStatus) ? 'is in the care of' : 'is a care leaver of', toWhom, whatFor, writtenOn: on, signedBy: actor.name,
      });
      return { id: record.id, version };
    });
  }

  /** A letter as it was given out, by the number of its disclosure; a disclosure that was none has no letter. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readLetter(actor: SignedIn, reference: string, recordId: number): Promise<StatusLetter> {
    return this.unitOfWork.run(async () => {
      const view = await this.expectHome(actor, reference);
      const letter = view.records.some(({ id }) => id === recordId) ? await transaction().manager.findOneBy(StatusLetterRow, { recordId }) : null;
      if (!letter) throw notFound('letter');
      const { caseId: _, recordId: id, ...said } = letter;
      return { ...said, id };
    });
  }

  /** The employers that were recorded, for a form to choose from. */
  employersOf({ records }: CaseView): { id: number; name: string }[] {
    return records.filter(isEmployer).map(({ id, words }) => ({ id, name: words.employer ?? '' }));
  }

  private async expectHome(actor: SignedIn, reference: string): Promise<CaseView> {
    const view = await this.views.readCaseTo(actor, reference, 'disclosure.record');
    if (!view.allowed.includes('fact.correct-any')) throw notAllowed('write a letter for the home authority');
    return view;
  }
}

/** The same as the disclosure that it is says it (P7). */
const RECIPIENT_OF_DISCLOSURE = { provider: 'provider', employer: 'employer', fund: 'other', other: 'other' } as const satisfies Record<LetterRecipient, Recipient>;

/** Ends of the case after which the authority can no longer say what the letter says, and what to do instead. */
const UNTRUE_SINCE: Readonly<Record<string, string>> = {
  'moved-authority': 'Another authority has taken over responsibility: ask it for the letter.',
  died: 'The young person has died.',
  'registered-by-mistake': 'This case was registered by mistake: write the letter in the right case, where there is one.',
};

function refuseUntrue(records: readonly RecordView[]): void {
  const [reason] = records.flatMap(({ kind, details }) => (kind === 'case-closing' ? (UNTRUE_SINCE[String(details.cause)] ?? []) : []));
  if (reason !== undefined) throw conflict('NOT_TRUE_ANY_MORE', `${reason} No letter is written here, since what it says is not true any more.`);
}

const isEmployer = ({ kind }: RecordView): boolean => kind === 'employer';

/** An employer learns nothing of care unless the young person agrees; whoever is named as the recipient is held against that too. */
function refuseEmployer({ recipient, employerId, toWhom }: StatusLetterDto, records: readonly RecordView[]): void {
  const employers = records.filter(isEmployer);
  const chosen = employers.find(({ id }) => id === employerId);
  if (recipient === 'employer' && !chosen) throw invalid([{ code: 'UNKNOWN_EMPLOYER', field: 'employerId', sentence: 'Choose the employer. If it is not there, record it first, with whether the young person agrees that it knows.' }]);
  const isNamed = ({ words }: RecordView): boolean => plain(toWhom).includes(plain(words.employer ?? ''));
  const named = recipient === 'employer' ? [chosen] : employers.filter((one) => (one.words.employer ?? '') !== '' && isNamed(one));
  if (named.some((one) => one?.details.mayKnowOfCare !== 'yes')) {
    throw conflict('EMPLOYER_MAY_NOT_KNOW', 'The young person has not agreed that this employer knows of their care, so no letter goes there. Ask them; if they agree, correct the record of the employer.');
  }
}

const plain = (text: string): string => text.toLowerCase().replace(/\band\b|[^a-z0-9]+/g, ' ').replace(/ +/g, ' ').trim();
