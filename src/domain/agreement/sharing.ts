import { LAWFUL_BASES, SHARED_ITEMS, type Decision, type LawfulBasis, type Recipient, type SharedItem } from './records/sharing.js';

/** A record as the matrix reads it, whether a fact or a row of a view. */
export interface SharingRecord {
  id: number;
  kind: string;
  placementId: number | null;
  happenedOn: string;
  details: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** What is so now about one item and one recipient of a placement: three things, and what follows from them. */
export interface SharingAnswer {
  item: SharedItem;
  recipient: Recipient;
  /** What the young person wants; null where they were not asked. */
  wish: { decision: Decision; on: string; recordId: number; byThemselves: boolean } | null;
  /** The lawful basis that was recorded; without one it is consent. */
  basis: { lawfulBasis: LawfulBasis; on: string; recordId: number } | null;
  /** The last time it was shared without or against their wish. */
  override: { lawfulBasis: LawfulBasis; on: string; recordId: number } | null;
  /** Whether it may be shared now: by consent, by another basis whatever they wish, or not. */
  answer: 'yes' | 'yes, whatever they wish' | 'no' | 'not asked';
}

const ITEMS = Object.keys(SHARED_ITEMS) as SharedItem[];

/** The answers of a placement for one recipient, item by item (KW1, P7). Records that were taken back are not to be among them. */
export function sharingAnswers(records: readonly SharingRecord[], placementId: number, recipient: Recipient): SharingAnswer[] {
  const own = records.filter((record) => record.placementId === placementId).sort((a, b) => a.happenedOn.localeCompare(b.happenedOn) || a.id - b.id);
  return ITEMS.map((item) => answerFor(own, item, recipient));
}

/** Whether consent is in force for an item and a recipient: what a disclosure “with consent” rests on. */
export const isConsentGiven = (records: readonly SharingRecord[], placementId: number, item: SharedItem, recipient: Recipient): boolean =>
  sharingAnswers(records, placementId, recipient).find((one) => one.item === item)?.wish?.decision === 'given';

function answerFor(own: readonly SharingRecord[], item: SharedItem, recipient: Recipient): SharingAnswer {
  const last = (kind: string) => own.findLast((record) => record.kind === kind && isAbout(record, item, recipient));
  const [basisRecord, overrideRecord] = [last('sharing-basis'), last('sharing-without-consent')];
  const wish = wishIn(own, item, recipient);
  const basis = basisRecord ? { lawfulBasis: basisOf(basisRecord), on: basisRecord.happenedOn, recordId: basisRecord.id } : null;
  const override = overrideRecord ? { lawfulBasis: basisOf(overrideRecord), on: overrideRecord.happenedOn, recordId: overrideRecord.id } : null;
  return { item, recipient, wish, basis, override, answer: answerOf(wish, basis) };
}

function answerOf(wish: SharingAnswer['wish'], basis: SharingAnswer['basis']): SharingAnswer['answer'] {
  if (basis !== null && basis.lawfulBasis !== 'consent') return 'yes, whatever they wish';
  if (wish === null) return 'not asked';
  return wish.decision === 'given' ? 'yes' : 'no';
}

/** The latest wish. Whether an employer may know of their care was asked when the employer was recorded (EP13). */
function wishIn(own: readonly SharingRecord[], item: SharedItem, recipient: Recipient): SharingAnswer['wish'] {
  const isEmployer = ({ kind }: SharingRecord): boolean => kind === 'employer' && item === 'care-status' && recipient === 'employer';
  const record = own.findLast((one) => isEmployer(one) || (one.kind === 'consent-decision' && isAbout(one, item, recipient)));
  if (!record) return null;
  const decision = isEmployer(record) ? (record.details.mayKnowOfCare === 'yes' ? 'given' : 'refused') : (record.details.decision as Decision);
  return { decision, on: record.happenedOn, recordId: record.id, byThemselves: record.details.how === 'own page' };
}

/** Whether it is about this item and this recipient; one that names neither is about safeguarding and the provider. */
export const isAbout = ({ details }: Pick<SharingRecord, 'details'>, item: SharedItem, recipient: Recipient): boolean =>
  (details.item ?? 'safeguarding') === item && (details.recipient ?? 'provider') === recipient;

const basisOf = ({ details }: SharingRecord): LawfulBasis => (Object.hasOwn(LAWFUL_BASES, String(details.lawfulBasis)) ? (details.lawfulBasis as LawfulBasis) : 'consent');
