import type { Recipient } from '../domain/agreement/records/sharing.js';
import { sharingAnswers, type SharingAnswer } from '../domain/agreement/sharing.js';
import type { CaseView, PlacementView, RecordView } from '../young-people/case-view.js';

/** What one recipient of a placement may know, item by item. */
export interface SharingColumn {
  placementId: number;
  recipient: Recipient;
  /** Ashgrove College; its employers; the Virtual School of Coventry. */
  name: string;
  providerName: string;
  areaName: string;
  answers: SharingAnswer[];
}

type SharingCase = Pick<CaseView, 'placements' | 'records' | 'homeAuthority'>;

/** The matrix of a case: each running placement's recipients, each with all items. Placements that somebody does not read have none. */
export const sharingColumns = (view: SharingCase, isSeen: (placement: PlacementView) => boolean): SharingColumn[] =>
  view.placements.filter((placement) => placement.ending === null && isSeen(placement)).flatMap((placement) => recipientsOf(placement, view).map(({ recipient, name }) => ({
    placementId: placement.id,
    recipient,
    name,
    providerName: placement.provider.name,
    areaName: placement.provider.authorityName,
    answers: sharingAnswers(view.records, placement.id, recipient),
  })));

/** The provider always; its employer where one is recorded; the Virtual School of its area where that is another; others once something was decided about them. */
function recipientsOf({ id, provider }: PlacementView, { records, homeAuthority }: SharingCase): { recipient: Recipient; name: string }[] {
  const own = records.filter(({ placementId }) => placementId === id);
  const employers = own.filter(({ kind }) => kind === 'employer').map(({ words }) => words.employer ?? '');
  return [
    { recipient: 'provider', name: provider.name },
    ...(employers.length > 0 ? [{ recipient: 'employer' as const, name: employers.join(', ') }] : []),
    ...(provider.authorityName === homeAuthority.name ? [] : [{ recipient: 'local-virtual-school' as const, name: `Virtual School of ${provider.authorityName}` }]),
    ...(own.some(({ details }) => details.recipient === 'other') ? [{ recipient: 'other' as const, name: 'Somebody else' }] : []),
  ];
}

/** Every decision, basis and override of the case, the newest first: the matrix's history. */
export const sharingHistory = ({ records }: SharingCase): RecordView[] =>
  records.filter(({ kind }) => ['consent-decision', 'sharing-basis', 'sharing-without-consent'].includes(kind));

/** Something that was shared: by a person, by an export, or by a mail. */
export interface DisclosureView {
  at: Date | null;
  /** The day, where no time was recorded. */
  on: string;
  means: 'recorded' | 'without consent' | 'export' | 'own-file' | 'mail';
  toWhom: string;
  what: string;
  why: string;
  basis: string;
  byName: string | null;
}

/** What a case's page on sharing shows. */
export interface SharingView {
  columns: SharingColumn[];
  history: RecordView[];
  disclosures: DisclosureView[];
}
