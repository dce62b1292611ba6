import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { NO_ENTRIES, reviewBlockers, type ReviewEntries } from '../domain/agreement/agreement-review.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { happenedOn } from '../happened.js';
import { OrganisationRecord } from '../organisation-records/organisation-record.entity.js';
import { found } from '../young-people/found.js';
import { AgreementList } from './agreement-list.service.js';
import { AgreementReview } from './agreement-review.entity.js';
import type { ClauseReviewDto, ReviewActionDto, ReviewDecisionDto, ReviewMeetingDto, ReviewWordsDto } from './agreement-reviews.dto.js';
import type { AgreementView } from './agreement-view.js';
import { AgreementWork, setColumns, type OpenAgreement } from './agreement-work.service.js';
import { reviewFigures } from './review-figures.js';
import { lineOf, viewOf, wordsOf, type ClauseLine, type RecordedReview, type ReviewView } from './review-view.js';

const MOST_ACTIONS = 50;

/** The annual review (IM5): the system counts the year, the parties write, and what is recorded keeps the figures as they were. */
@Injectable()
export class AgreementReviewsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: AgreementList,
    private readonly work: AgreementWork,
  ) {}

  /** The draft, with the figures as they are now; an empty one where nothing is written yet. Errors: NOT_FOUND, NOT_ALLOWED, NOT_IN_FORCE. */
  async readDraft(actor: Actor, agreementId: number): Promise<ReviewView> {
    return this.unitOfWork.run(async ({ now }) => {
      const view = await this.list.readAgreement(actor, agreementId);
      if (!canInOrganisation(actor, 'agreement.review', view.authority.code, view.provider.id)) throw notAllowed('review the agreement: its Virtual School does');
      return drafted(view, now);
    });
  }

  /** A clause of the draft, whether anything was owed under it or not. Errors: as readDraft; NOT_FOUND for an unknown clause. */
  async readClause(actor: Actor, agreementId: number, clause: string): Promise<ClauseLine> {
    if (!Object.hasOwn(CLAUSES, clause)) throw notFound('clause');
    return lineOf(await this.readDraft(actor, agreementId), clause as ClauseId);
  }

  /** When it was held, who was there, the contacts. Errors: as readDraft, INVALID (IN_THE_FUTURE, TOO_EARLY). */
  async writeMeeting(actor: Actor, agreementId: number, dto: ReviewMeetingDto): Promise<ReviewView> {
    return this.write(actor, agreementId, (entries, { view, now }) => {
      const heldOn = happenedOn('heldOn', dto.heldOn, now, { on: firstDay(view), what: 'the signing or the last review' });
      return { ...entries, meeting: { heldOn, attended: dto.attended, contacts: dto.contacts } };
    });
  }

  /** What young people said, what went wrong, what each side needs of the other. Errors: as readDraft. */
  async writeWords(actor: Actor, agreementId: number, { youngPeopleSaid, wentWrong, providerNeeds, virtualSchoolNeeds }: ReviewWordsDto): Promise<ReviewView> {
    return this.write(actor, agreementId, (entries) => ({ ...entries, words: { youngPeopleSaid, wentWrong, providerNeeds, virtualSchoolNeeds } }));
  }

  /** A clause's colour, with the evidence of both sides. Errors: as readDraft; NOT_FOUND for an unknown clause. */
  async rateClause(actor: Actor, agreementId: number, clause: string, dto: ClauseReviewDto): Promise<ReviewView> {
    if (!Object.hasOwn(CLAUSES, clause)) throw notFound('clause');
    const rated = { rating: dto.rating, providerEvidence: dto.providerEvidence ?? null, virtualSchoolEvidence: dto.virtualSchoolEvidence ?? null };
    return this.write(actor, agreementId, (entries) => ({ ...entries, clauses: { ...entries.clauses, [clause as ClauseId]: rated } }));
  }

  /** Errors: as readDraft, TOO_MANY_ACTIONS. */
  async addAction(actor: Actor, agreementId: number, { what, owner, dueOn }: ReviewActionDto): Promise<ReviewView> {
    return this.write(actor, agreementId, (entries) => {
      if (entries.actions.length >= MOST_ACTIONS) throw conflict('TOO_MANY_ACTIONS', `A review has ${MOST_ACTIONS} actions at most. Put some of them together.`);
      return { ...entries, actions: [...entries.actions, { what, owner, dueOn }] };
    });
  }

  /** Takes the action of this number, counted from 1, off the draft. Errors: as readDraft. */
  async removeAction(actor: Actor, agreementId: number, number: number): Promise<ReviewView> {
    return this.write(actor, agreementId, (entries) => {
      if (!entries.actions[number - 1]) throw notFound('action');
      return { ...entries, actions: entries.actions.filter((_, index) => index !== number - 1) };
    });
  }

  /**
   * Records the review with its decision, and freezes its figures; “end” ends the agreement. Errors: as readDraft; NOT_READY with
   * what is missing; INVALID (REQUIRED, TOO_EARLY of `endsOn`).
   */
  async recordReview(actor: Actor, agreementId: number, { decision, endsOn }: ReviewDecisionDto): Promise<RecordedReview> {
    return this.work.change(actor, agreementId, { action: 'agreement.review', ifMatch: null, fields: ['decision', 'endsOn'] }, async ({ agreement, view, now }) => {
      const { manager } = transaction();
      expectInForce(view);
      const review = await draftIn(view);
      const blockers = reviewBlockers(review?.entries ?? NO_ENTRIES, decision);
      const heldOn = review?.entries.meeting?.heldOn;
      if (!review || heldOn === undefined || blockers.length > 0) throw conflict('NOT_READY', 'The review cannot be recorded yet.', blockers);
      const lastOn = decision === 'end' ? lastDayOf(endsOn, heldOn) : null;
      const draft = await drafted(view, now);
      const record = await manager.save(OrganisationRecord, {
        providerId: view.provider.id, authorityCode: null, agreementId, kind: 'agreement-review' as const, happenedOn: heldOn,
        details: { decision, ...(lastOn && { endsOn: lastOn }) }, words: wordsOf(draft), recordedBy: actor.personId, recordedAt: now, takenBackAt: null,
      });
      await manager.update(AgreementReview, { id: review.id }, { organisationRecordId: record.id, figures: draft.figures });
      if (lastOn) await setColumns(agreement, { endedOn: lastOn, endedBecause: `Decided at the review of ${heldOn}` });
      return { ...draft, id: review.id, decision, endsOn: lastOn };
    });
  }

  /** A recorded review. Errors: NOT_FOUND. */
  async readReview(actor: Actor, agreementId: number, reviewId: number): Promise<RecordedReview> {
    return this.unitOfWork.run(async ({ manager }) => {
      const { decision } = found((await this.list.readAgreement(actor, agreementId)).reviews, reviewId, 'review');
      const { entries, figures, organisationRecordId } = await manager.findOneByOrFail(AgreementReview, { id: reviewId });
      if (!figures || organisationRecordId === null) throw notFound('review');
      const { details } = await manager.findOneByOrFail(OrganisationRecord, { id: organisationRecordId });
      return { ...viewOf(agreementId, figures, entries), id: reviewId, decision, endsOn: typeof details.endsOn === 'string' ? details.endsOn : null };
    });
  }

  private async write(actor: Actor, agreementId: number, entries: (before: ReviewEntries, opened: OpenAgreement) => ReviewEntries): Promise<ReviewView> {
    return this.work.change(actor, agreementId, { action: 'agreement.review', ifMatch: null }, async (opened) => {
      const { manager } = transaction();
      expectInForce(opened.view);
      const review = await draftIn(opened.view);
      const written = entries(review?.entries ?? NO_ENTRIES, opened);
      if (review) await manager.update(AgreementReview, { id: review.id }, { entries: written });
      else await manager.insert(AgreementReview, { agreementId, entries: written, startedBy: actor.personId, startedAt: opened.now });
      return drafted(opened.view, opened.now);
    });
  }
}

const draftIn = ({ id }: AgreementView): Promise<AgreementReview | null> =>
  transaction().manager.findOneBy(AgreementReview, { agreementId: id, organisationRecordId: IsNull() });

async function drafted(view: AgreementView, now: Date): Promise<ReviewView> {
  expectInForce(view);
  const entries = (await draftIn(view))?.entries ?? NO_ENTRIES;
  const period = { agreementId: view.id, providerId: view.provider.id, authorityCode: view.authority.code, from: firstDay(view), to: entries.meeting?.heldOn ?? londonDate(now) };
  return viewOf(view.id, await inRole('engine', () => reviewFigures(transaction().manager, period, now)), entries);
}

/** The first day of the time that is reviewed: after the last review, or the signing. */
const firstDay = ({ reviews: [last], signedOn }: AgreementView): LocalDate => (last ? addDays(last.heldOn, 1) : (signedOn ?? ''));

function expectInForce({ state }: AgreementView): void {
  if (state !== 'in force') throw conflict('NOT_IN_FORCE', 'Only an agreement in force is reviewed.');
}

function lastDayOf(endsOn: LocalDate | undefined, heldOn: LocalDate): LocalDate {
  if (endsOn === undefined) throw invalid([{ code: 'REQUIRED', field: 'endsOn', sentence: 'Say on which day the agreement ends.' }]);
  if (endsOn < heldOn) throw invalid([{ code: 'TOO_EARLY', field: 'endsOn', sentence: 'The agreement cannot end before the review that decides it.' }]);
  return endsOn;
}
