import type { SharingAnswer } from '../domain/agreement/sharing.js';
import type { SharingColumn, SharingView } from '../sharing/sharing-view.js';
import type { CaseView } from '../young-people/case-view.js';
import { plainDay } from './plain-days.js';
import { texts } from './languages.js';
import { say } from './words.js';

/** One item and one recipient, as the young person reads it. */
export interface OwnChoice {
  item: SharingAnswer['item'];
  title: string;
  /** What is so now, and why. */
  now: string[];
  /** What they chose; null where they were not asked. */
  wish: 'yes' | 'no' | null;
  answer: SharingAnswer['answer'];
}

export interface OwnConsent {
  placementId: number;
  recipient: SharingColumn['recipient'];
  title: string;
  choices: OwnChoice[];
}

export const consentOf = (view: CaseView, { columns }: Pick<SharingView, 'columns'>): OwnConsent[] =>
  columns.map((column) => ({ placementId: column.placementId, recipient: column.recipient, title: say(texts().consent.with, { recipient: recipientName(column) }), choices: column.answers.map((one) => choiceOf(one, view)) }));

export const recipientName = ({ recipient, providerName, areaName }: SharingColumn): string => say(texts().consent.recipients[recipient], { provider: providerName, area: areaName });

function choiceOf({ item, wish, basis, override, answer }: SharingAnswer, view: CaseView): OwnChoice {
  const words = texts().consent;
  const reason = (id: number | undefined, field: string): string => view.records.find((record) => record.id === id)?.words[field] ?? '';
  const isOther = answer === 'yes, whatever they wish';
  return {
    item,
    title: words.items[item],
    answer,
    wish: wish === null ? null : wish.decision === 'given' ? 'yes' : 'no',
    now: [
      words.now[answer],
      ...(isOther && basis ? [words.bases[basis.lawfulBasis], reason(basis.recordId, 'reason')] : []),
      ...(isOther && wish ? [words.wish[wish.decision]] : []),
      ...(wish && !isOther ? [say(words.since, { on: plainDay(wish.on) })] : []),
      ...(override ? [say(words.override, { on: plainDay(override.on), basis: words.bases[override.lawfulBasis] }), say(words.authorised, { who: reason(override.recordId, 'authorisedBy'), reason: reason(override.recordId, 'reason') })] : []),
    ].filter((text) => text !== ''),
  };
}

/** Something that was shared, as the young person reads it. */
export interface OwnDisclosure {
  on: string;
  to: string;
  what: string;
  why: string;
  basis: string;
}

export function disclosedOf({ disclosures }: Pick<SharingView, 'disclosures'>): OwnDisclosure[] {
  const bases: Readonly<Record<string, string>> = { ...texts().consent.bases, ...texts().consent.disclosureBases };
  return disclosures.map(({ on, toWhom, what, why, basis, means }) => ({
    on: say(texts().said.on, { on: plainDay(on) }), to: toWhom === '' ? '' : say(texts().consent.sharedTo, { who: toWhom }), what, why,
    basis: (means === 'export' || means === 'mail' ? bases[means] : bases[basis]) ?? basis,
  }));
}

