import { IsNull } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { CONTACT_POSTS, NO_ENTRIES, type Contact, type ContactPost, type ReviewEntries } from '../domain/agreement/agreement-review.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';
import { visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { conflict } from '../errors.js';
import { inScope, scopeParameter } from '../young-people/case-scope-sql.js';
import { AgreementReview } from './agreement-review.entity.js';
import { REVIEW_SIGNATURES_SQL } from './agreement-view-sql.js';
import type { AgreementView, SignatureView } from './agreement-view.js';
import { peopleInPost } from './form-from-posts.js';
import { reviewFigures, toldToAll, type CountedYear } from './review-figures.js';
import { viewOf, type ReviewView } from './review-view.js';

/** The review of an agreement that is being written, if there is one. */
export const draftIn = ({ id }: AgreementView): Promise<AgreementReview | null> =>
  transaction().manager.findOneBy(AgreementReview, { agreementId: id, organisationRecordId: IsNull() });

/** The draft with what the system lays before the parties: the year's figures, who is in post, and the actions of the last review. For nobody in particular, `reader` null, as it is recorded. Errors: NOT_IN_FORCE. */
export async function drafted(view: AgreementView, now: Date, reader: Actor | null): Promise<ReviewView> {
  expectInForce(view);
  const review = await draftIn(view);
  const entries = review?.entries ?? NO_ENTRIES;
  const period = { agreementId: view.id, providerId: view.provider.id, authorityCode: view.authority.code, from: firstDay(view), to: entries.meeting?.heldOn ?? londonDate(now) };
  const year = await inRole('engine', () => reviewFigures(transaction().manager, period, now));
  const figures = reader !== null && (await seesAll(reader, year, now)) ? year.figures : toldToAll(year);
  return viewOf({ agreementId: view.id, figures, entries, contacts: await contactsNow(view, now), last: await lastReview(view), signatures: await signaturesOf(review?.id ?? null) });
}

/** Whether somebody sees every young person behind the figures. */
async function seesAll(reader: Actor, { caseIds }: CountedYear, now: Date): Promise<boolean> {
  const sql = `SELECT FROM young_person y WHERE y.id = ANY($2::int[]) AND NOT ${inScope(1)} LIMIT 1`;
  const hidden = await inRole('engine', () => transaction().manager.query<object[]>(sql, [scopeParameter(visibleTo(reader, londonDate(now)), now), caseIds]));
  return hidden.length === 0;
}

/** The signatures under a review that count. */
export async function signaturesOf(reviewId: number | null): Promise<SignatureView[]> {
  const [row] = await transaction().manager.query<{ signatures: SignatureView[] }[]>(REVIEW_SIGNATURES_SQL, [reviewId]);
  return row?.signatures ?? [];
}

/** Those in the posts that the form names, as anybody would reach them now. */
export async function contactsNow({ provider, authority }: AgreementView, now: Date): Promise<Contact[]> {
  const people = await inRole('engine', () => peopleInPost(transaction().manager, { providerId: provider.id, authorityCode: authority.code }, londonDate(now)));
  return (Object.keys(CONTACT_POSTS) as ContactPost[]).map((post) => {
    const { name = null, email = null, phone = null } = people.find((one) => one.post === post) ?? {};
    return { post, name, email, phone };
  });
}

/** The last review that was recorded, whose actions go on. */
export async function lastReview({ reviews: [last] }: AgreementView): Promise<{ id: number; entries: ReviewEntries } | null> {
  return last ? transaction().manager.findOneByOrFail(AgreementReview, { id: last.id }) : null;
}

/** The first day of the time that is reviewed: after the last review, or the signing. */
export const firstDay = ({ reviews: [last], signedOn }: AgreementView): LocalDate => (last ? addDays(last.heldOn, 1) : (signedOn ?? ''));

/** Errors: NOT_IN_FORCE. */
export function expectInForce({ state }: AgreementView): void {
  if (state !== 'in force') throw conflict('NOT_IN_FORCE', 'Only an agreement in force is reviewed.');
}
