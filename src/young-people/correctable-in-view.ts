import { CASE_RECORD_KINDS, type RecordKind } from '../domain/agreement/records.js';
import type { Belonging } from '../domain/may-correct.js';
import type { CaseView, EmergencyView, RecordView, ReviewView } from './case-view.js';

/** The policy, asked about one fact (`domain/may-correct.ts`). */
export type MayCorrect = (belonging: Belonging) => boolean;

/** At which provider a fact was recorded, as the statement of the case answers it: the policy's to know, and nobody else's. */
interface AtProviders {
  recordedAtProviderId?: number | null;
  acknowledgedAtProviderId?: number | null;
  respondedAtProviderId?: number | null;
  releasedAtProviderId?: number | null;
}

/** The case with, of each fact, whether its reader may put it right or take it back: as the service would answer if they tried. */
export function withCorrections(view: CaseView, mayCorrect: MayCorrect): CaseView {
  const of = (placementId: number | null, recordedAtProviderId: number | null = null, notForProviders = false) => mayCorrect({ placementId, recordedAtProviderId, notForProviders });
  const fact = <T extends object>(found: T, placementId: number | null): T & { mayCorrect: boolean } => {
    const { recordedAtProviderId = null, ...rest } = found as T & AtProviders;
    return { ...(rest as T), mayCorrect: of(placementId, recordedAtProviderId) };
  };
  const each = <T extends object>(found: readonly T[], placementId: number | null) => found.map((one) => fact(one, placementId));
  // A meeting about several placements is recorded under the first.
  const reviews = (found: readonly ReviewView[]) => found.map((review) => fact(review, review.placementIds[0] ?? null));
  const emergency = (found: EmergencyView): EmergencyView => {
    const { acknowledgedAtProviderId = null, respondedAtProviderId = null, ...rest } = found as EmergencyView & AtProviders;
    const { placementId, quiet, raisedAtProviderId } = rest;
    const may = (at: number | null) => of(placementId, at, quiet && raisedAtProviderId === null);
    return { ...rest, mayCorrect: may(raisedAtProviderId), mayCorrectAcknowledgement: may(acknowledgedAtProviderId), mayCorrectResponse: may(respondedAtProviderId) };
  };
  return {
    ...view,
    mayCorrect: of(null),
    keyWorkers: view.keyWorkers.map((one) => ({ ...one, mayCorrect: of(null), acknowledgements: one.acknowledgements.map((given) => fact(given, given.placementId)) })),
    placements: view.placements.map((placement) => ({
      ...placement,
      mayCorrect: of(placement.id),
      ending: placement.ending && fact(placement.ending, placement.id),
      plans: placement.plans.map((plan) => ({ ...fact(plan, placement.id), agreements: each(plan.agreements, placement.id) })),
      reviews: reviews(placement.reviews),
    })),
    meetings: reviews(view.meetings),
    riskNotices: view.riskNotices.map((notice) => ({
      ...fact(notice, notice.placementId),
      calls: each(notice.calls, notice.placementId),
      acknowledgements: each(notice.acknowledgements, notice.placementId),
      meetings: each(notice.meetings, notice.placementId),
    })),
    emergencies: view.emergencies.map(emergency),
    records: recordsWithCorrections(view.records, mayCorrect),
    duties: view.duties.map((duty) => {
      const { releasedAtProviderId = null, ...rest } = duty as typeof duty & AtProviders;
      return { ...rest, mayCorrectRelease: rest.releaseId !== null && of(rest.placementId, releasedAtProviderId) };
    }),
  };
}

/** The same of records alone. */
export const recordsWithCorrections = (records: readonly RecordView[], mayCorrect: MayCorrect): RecordView[] =>
  records.map((one) => ({ ...one, mayCorrect: mayCorrect({ ...one, notForProviders: (CASE_RECORD_KINDS[one.kind] as RecordKind).notForProviders ?? false }) }));
