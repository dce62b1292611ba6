import type { LocalDate } from '../time/local-date.js';
import { activationBlockers, inForceFrom, type AgreementDraft } from './activation-blockers.js';
import { CONTACT_POSTS } from './agreement-review.js';
import type { FormField, SigningParty } from './signature-form.js';

/** What is recorded of an agreement that was brought into force, and what stands around it. */
export interface MadeAgreement extends AgreementDraft {
  /** Its first day in force as recorded: what it is where there is no meeting to tell it by. */
  signedOn: LocalDate;
  endedOn: LocalDate | null;
  /** The day of its first review. */
  firstReviewOn: LocalDate | null;
  /** The other agreements between the two that came into force. */
  others: readonly { signedOn: LocalDate; endedOn: LocalDate | null }[];
}

/** One reason why an agreement cannot have been so; `field` is a line of its form. */
export interface CorrectionFault {
  code: string;
  sentence: string;
  field?: FormField;
}

/** The first day in force, by what is recorded now (IM2). */
export const firstDayOf = (made: MadeAgreement): LocalDate => inForceFrom(made) ?? made.signedOn;

/** IM1, IM2: what could not be so after a correction and was not so before it; empty where nothing stands against it. */
export function correctionFaults(before: MadeAgreement, after: MadeAgreement): CorrectionFault[] {
  const nameOf = ({ code, field }: CorrectionFault): string => `${code} ${field}`;
  const known = new Set(faultsOf(before).map(nameOf));
  return faultsOf(after).filter((fault) => !known.has(nameOf(fault)));
}

function faultsOf(made: MadeAgreement): CorrectionFault[] {
  const signedOn = firstDayOf(made);
  return [...activationBlockers(made), ...STANDING_AGAINST.flatMap(({ applies, ...fault }) => (applies(made, signedOn) ? [fault] : []))];
}

const STANDING_AGAINST: readonly (CorrectionFault & { applies: (made: MadeAgreement, signedOn: LocalDate) => boolean })[] = [
  { code: 'ENDS_BEFORE_IT_BEGINS', applies: ({ endedOn }, signedOn) => endedOn !== null && endedOn < signedOn, sentence: 'The agreement would begin after its last day. Correct the end first, if that is wrong, too.' },
  { code: 'REVIEWED_BEFORE', applies: ({ firstReviewOn }, signedOn) => firstReviewOn !== null && firstReviewOn < signedOn, sentence: 'The agreement would begin after its first review. Take that review back first, if it was a mistake.' },
  { code: 'OTHER_IN_FORCE', applies: runsBesideAnother, sentence: 'Another agreement between the two was in force then. Correct that one first, or choose another day.' },
];

function runsBesideAnother({ endedOn, others }: MadeAgreement, signedOn: LocalDate): boolean {
  return others.some((other) => other.signedOn <= (endedOn ?? LAST) && signedOn <= (other.endedOn ?? LAST));
}

const LAST = '9999-12-31';

/** Whose line of the form it is: each side corrects its own, the Virtual School all (as the contacts of a review). */
export const LINES_OF: Readonly<Record<FormField, SigningParty>> = {
  signatoryName: CONTACT_POSTS.signatory, signatoryEmail: CONTACT_POSTS.signatory, signatoryRole: CONTACT_POSTS.signatory,
  designatedTutorName: CONTACT_POSTS['designated-person'], designatedTutorEmail: CONTACT_POSTS['designated-person'], designatedTutorPhone: CONTACT_POSTS['designated-person'],
  virtualHeadName: CONTACT_POSTS['virtual-head'], virtualHeadEmail: CONTACT_POSTS['virtual-head'],
  keyContactName: CONTACT_POSTS['key-contact'], keyContactEmail: CONTACT_POSTS['key-contact'],
};

/** The lines that name who signed for a side: whoever signed here did so under them, and they stay. */
export const SIGNER_LINES: Readonly<Record<SigningParty, readonly FormField[]>> = {
  provider: ['signatoryName', 'signatoryEmail'],
  'virtual-school': ['virtualHeadName', 'virtualHeadEmail'],
};

/** The Virtual School corrects every line of the form, the provider its own. */
export const mayCorrectLine = (field: FormField, isVirtualSchool: boolean): boolean => isVirtualSchool || LINES_OF[field] === 'provider';
