import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import {
  CONTACT_POSTS, decidedBecause, isSameAction, NO_ENTRIES, type CheckedContact, type ClauseReview, type ContactPost, type EarlierAction, type ReviewEntries,
} from '../domain/agreement/agreement-review.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import type { Actor, OrganisationAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { happenedOn } from '../happened.js';
import { OrganisationRecord } from '../organisation-records/organisation-record.entity.js';
import { found } from '../young-people/found.js';
import { AgreementList } from './agreement-list.service.js';
import { AgreementReview } from './agreement-review.entity.js';
import type {
  ClauseReviewDto, EarlierActionDto, ProviderEvidenceDto, ProviderWordsDto, ReviewActionDto, ReviewContactsDto, ReviewDecisionDto, ReviewMeetingDto, ReviewWordsDto,
} from './agreement-reviews.dto.js';
import { AgreementWork, setColumns, type OpenAgreement } from './agreement-work.service.js';
import { contactsNow, draftIn, drafted, expectInForce, firstDay, lastReview, signaturesOf } from './review-draft.js';
import { toldToAll } from './review-figures.js';
import { takeSignaturesBack } from './take-signatures-back.js';
import { lineOf, viewOf, wordsOf, type ClauseLine, type RecordedReview, type ReviewView } from './review-view.js';

const MOST_ACTIONS = 50;

type ReviewPart = Extract<OrganisationAction, 'agreement.review' | 'agreement.review-for-provider'>;

/** In which field of the form each contact is asked. */
export const CONTACT_FIELDS = { signatory: 'signatory', 'designated-person': 'designatedPerson', 'virtual-head': 'virtualHead', 'key-contact': 'keyContact' } as const satisfies Record<ContactPost, keyof ReviewContactsDto>;

/** The annual review (IM5): the system counts the year, each party writes its half, and what is recorded keeps the figures as they were. */
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
      if (!PARTS.some((part) => view.allowed.includes(part))) throw notAllowed('review the agreement: its two parties do');
      return drafted(view, now, actor);
    });
  }

  /** A clause of the draft, whether anything was owed under it or not. Errors: as readDraft; NOT_FOUND for an unknown clause. */
  async readClause(actor: Actor, agreementId: number, clause: string): Promise<ClauseLine> {
    if (!Object.hasOwn(CLAUSES, clause)) throw notFound('clause');
    return lineOf(await this.readDraft(actor, agreementId), clause as ClauseId);
  }

  /** When it was held, who was there, what has been put right. Errors: as readDraft, INVALID (IN_THE_FUTURE, TOO_EARLY). */
  async writeMeeting(actor: Actor, agreementId: number, dto: ReviewMeetingDto): Promise<ReviewView> {
    return this.write(actor, agreementId, 'agreement.review', (entries, { view, now }) => {
      const heldOn = happenedOn('heldOn', dto.heldOn, now, { on: firstDay(view), what: 'the signing or the last review' });
      return { ...entries, meeting: { heldOn, attended: dto.attended, contacts: dto.contacts ?? null } };
    });
  }

  /** What young people said, what went wrong, what the Virtual School needs of the provider. Errors: as readDraft. */
  async writeWords(actor: Actor, agreementId: number, { youngPeopleSaid, wentWrong, virtualSchoolNeeds }: ReviewWordsDto): Promise<ReviewView> {
    return this.write(actor, agreementId, 'agreement.review', (entries) => ({ ...entries, words: { youngPeopleSaid, wentWrong, virtualSchoolNeeds } }));
  }

  /** The provider's half: its views of the year, and what it needs. Errors: as readDraft. */
  async writeProviderWords(actor: Actor, agreementId: number, { views, needs }: ProviderWordsDto): Promise<ReviewView> {
    return this.write(actor, agreementId, 'agreement.review-for-provider', (entries) => ({ ...entries, provider: { views, needs } }));
  }

  /** A clause's colour, with the evidence of the Virtual School. Errors: as readDraft; NOT_FOUND for an unknown clause. */
  async rateClause(actor: Actor, agreementId: number, clause: string, { rating, virtualSchoolEvidence }: ClauseReviewDto): Promise<ReviewView> {
    return this.writeClause(actor, agreementId, clause, 'agreement.review', { rating, virtualSchoolEvidence: virtualSchoolEvidence ?? null });
  }

  /** The provider's evidence of a clause. Errors: as readDraft; NOT_FOUND for an unknown clause. */
  async writeProviderEvidence(actor: Actor, agreementId: number, clause: string, { providerEvidence }: ProviderEvidenceDto): Promise<ReviewView> {
    return this.writeClause(actor, agreementId, clause, 'agreement.review-for-provider', { providerEvidence });
  }

  /** Says of contacts, as they are now, whether they are right. Errors: as readDraft; INVALID (OTHER_SIDE) where the provider answers for the Virtual School. */
  async checkContacts(actor: Actor, agreementId: number, dto: ReviewContactsDto): Promise<ReviewView> {
    const { allowed } = await this.list.readAgreement(actor, agreementId);
    const part = PARTS.find((one) => allowed.includes(one)) ?? 'agreement.review';
    return this.write(actor, agreementId, part, async (entries, { view, now }) => {
      const checked = (await contactsNow(view, now)).flatMap((contact): CheckedContact[] => {
        const [field, state] = [CONTACT_FIELDS[contact.post], dto[CONTACT_FIELDS[contact.post]]];
        if (state === undefined) return [];
        if (part === 'agreement.review-for-provider' && CONTACT_POSTS[contact.post] !== 'provider') throw otherSide(field);
        return [{ ...contact, state }];
      });
      return { ...entries, contacts: [...entries.contacts.filter(({ post }) => !checked.some((one) => one.post === post)), ...checked] };
    });
  }

  /** Says of an action of the last review that it is done, or carries it over; the last word counts. Errors: as readDraft, NOT_FOUND, INVALID (REQUIRED of `dueOn`), TOO_MANY_ACTIONS. */
  async settleEarlierAction(actor: Actor, agreementId: number, number: number, { outcome, dueOn }: EarlierActionDto): Promise<ReviewView> {
    return this.write(actor, agreementId, 'agreement.review', async (entries, { view }) => {
      const last = await lastReview(view);
      const action = last?.entries.actions[number - 1];
      if (!last || !action) throw notFound('action');
      const own: EarlierAction = { reviewId: last.id, number };
      const before = { ...entries, done: entries.done.filter((one) => !isSameAction(one, own)), actions: entries.actions.filter(({ carriedFrom }) => !isSameAction(carriedFrom, own)) };
      if (outcome === 'done') return { ...before, done: [...before.done, own] };
      if (dueOn === undefined) throw invalid([{ code: 'REQUIRED', field: 'dueOn', sentence: 'Say by when it is to be done now.' }]);
      return { ...before, actions: withAction(before.actions, { what: action.what, owner: action.owner, dueOn, carriedFrom: own }) };
    });
  }

  /** Errors: as readDraft, TOO_MANY_ACTIONS. */
  async addAction(actor: Actor, agreementId: number, { what, owner, dueOn }: ReviewActionDto): Promise<ReviewView> {
    return this.write(actor, agreementId, 'agreement.review', (entries) => ({ ...entries, actions: withAction(entries.actions, { what, owner, dueOn }) }));
  }

  /** Takes the action of this number, counted from 1, off the draft; one carried over is open again. Errors: as readDraft. */
  async removeAction(actor: Actor, agreementId: number, number: number): Promise<ReviewView> {
    return this.write(actor, agreementId, 'agreement.review', (entries) => {
      if (!entries.actions[number - 1]) throw notFound('action');
      return { ...entries, actions: entries.actions.filter((_, index) => index !== number - 1) };
    });
  }

  /** What is to be decided, for both sides to sign; and why the provider's side is missing, where it stays silent. Errors: as readDraft; INVALID (REQUIRED, TOO_EARLY of `endsOn`). */
  async proposeDecision(actor: Actor, agreementId: number, { decision, endsOn, withoutProviderBecause }: ReviewDecisionDto): Promise<ReviewView> {
    return this.write(actor, agreementId, 'agreement.review', (entries, { view }) => ({
      ...entries, withoutProvider: withoutProviderBecause ?? null,
      proposed: { decision, endsOn: decision === 'end' ? lastDayOf(endsOn, entries.meeting?.heldOn ?? firstDay(view)) : null },
    }));
  }

  /**
   * Records the review with the decision that both sides have signed, and freezes its figures; “end” ends the agreement. Errors: as
   * readDraft; NOT_READY with what is missing; INVALID (TOO_EARLY of `endsOn`) where it was held after that day.
   */
  async recordReview(actor: Actor, agreementId: number): Promise<RecordedReview> {
    return this.work.change(actor, agreementId, { action: 'agreement.review', ifMatch: null, fields: ['decision', 'endsOn', 'withoutProviderBecause'] }, async ({ agreement, view, now }) => {
      const { manager } = transaction();
      expectInForce(view);
      const [review, draft] = [await draftIn(view), await drafted(view, now, null)];
      if (!review || !draft.meeting || !draft.proposed || draft.missing.length > 0) throw conflict('NOT_READY', 'The review cannot be recorded yet.', draft.missing);
      const [{ heldOn }, { decision, endsOn }] = [draft.meeting, draft.proposed];
      const lastOn = decision === 'end' ? lastDayOf(endsOn ?? undefined, heldOn) : null;
      const withoutProvider = draft.provider && draft.signatures.some(({ party }) => party === 'provider') ? null : draft.withoutProvider;
      const record = await manager.save(OrganisationRecord, {
        providerId: view.provider.id, authorityCode: null, agreementId, kind: 'agreement-review' as const, happenedOn: heldOn,
        details: { decision, ...(lastOn && { endsOn: lastOn }) }, words: wordsOf(draft), recordedBy: actor.personId, recordedAt: now, takenBackAt: null,
      });
      const contacts = draft.contacts.flatMap(({ state, ...contact }) => (state ? [{ ...contact, state }] : []));
      await manager.update(AgreementReview, { id: review.id }, {
        organisationRecordId: record.id, figures: draft.figures, entries: { ...review.entries, contacts, earlier: draft.earlier, withoutProvider },
      });
      if (lastOn) await setColumns(agreement, { endedOn: lastOn, endedBecause: decidedBecause(heldOn) });
      return { ...draft, id: review.id, decision, endsOn: lastOn, withoutProvider };
    });
  }

  /** A recorded review. Errors: NOT_FOUND. */
  async readReview(actor: Actor, agreementId: number, reviewId: number): Promise<RecordedReview> {
    return this.unitOfWork.run(async ({ manager }) => {
      const { decision } = found((await this.list.readAgreement(actor, agreementId)).reviews, reviewId, 'review');
      const { entries, figures, organisationRecordId } = await manager.findOneByOrFail(AgreementReview, { id: reviewId });
      if (!figures || organisationRecordId === null) throw notFound('review');
      const { details } = await manager.findOneByOrFail(OrganisationRecord, { id: organisationRecordId });
      // Of a review that was recorded with each number, none that is small is told any more.
      const view = viewOf({ agreementId, figures: toldToAll({ figures, behind: figures }), entries, contacts: entries.contacts.map(({ state: _found, ...contact }) => contact), last: null, signatures: await signaturesOf(reviewId) });
      return { ...view, id: reviewId, decision, endsOn: typeof details.endsOn === 'string' ? details.endsOn : null, missing: [] };
    });
  }

  private async writeClause(actor: Actor, agreementId: number, clause: string, part: ReviewPart, written: Partial<ClauseReview>): Promise<ReviewView> {
    if (!Object.hasOwn(CLAUSES, clause)) throw notFound('clause');
    return this.write(actor, agreementId, part, ({ clauses, ...entries }) => {
      const before = clauses[clause as ClauseId] ?? { rating: null, providerEvidence: null, virtualSchoolEvidence: null };
      return { ...entries, clauses: { ...clauses, [clause as ClauseId]: { ...before, ...written } } };
    });
  }

  private async write(actor: Actor, agreementId: number, action: ReviewPart, entries: (before: ReviewEntries, opened: OpenAgreement) => ReviewEntries | Promise<ReviewEntries>): Promise<ReviewView> {
    return this.work.change(actor, agreementId, { action, ifMatch: null }, async (opened) => {
      const { manager } = transaction();
      expectInForce(opened.view);
      const review = await draftIn(opened.view);
      const written = await entries(review?.entries ?? NO_ENTRIES, opened);
      if (review && !isDeepStrictEqual(written, review.entries)) {
        await manager.update(AgreementReview, { id: review.id }, { entries: written });
        await takeSignaturesBack(agreementId, opened.now, { reviewId: review.id });
      }
      if (!review) await manager.insert(AgreementReview, { agreementId, entries: written, startedBy: actor.personId, startedAt: opened.now });
      return drafted(opened.view, opened.now, actor);
    });
  }
}

const PARTS: readonly ReviewPart[] = ['agreement.review', 'agreement.review-for-provider'];

function withAction(actions: ReviewEntries['actions'], action: ReviewEntries['actions'][number]): ReviewEntries['actions'] {
  if (actions.length >= MOST_ACTIONS) throw conflict('TOO_MANY_ACTIONS', `A review has ${MOST_ACTIONS} actions at most. Put some of them together.`);
  return [...actions, action];
}

const otherSide = (field: string) => invalid([{ code: 'OTHER_SIDE', field, sentence: 'The Virtual School checks its own contacts: check those of the provider.' }]);

function lastDayOf(endsOn: LocalDate | undefined, heldOn: LocalDate): LocalDate {
  if (endsOn === undefined) throw invalid([{ code: 'REQUIRED', field: 'endsOn', sentence: 'Say on which day the agreement ends.' }]);
  if (endsOn < heldOn) throw invalid([{ code: 'TOO_EARLY', field: 'endsOn', sentence: 'The agreement cannot end before the review that decides it.' }]);
  return endsOn;
}
