import type { LocalDate } from '../time/local-date.js';
import { FORM_FIELDS, SIGNING_PARTIES, type FormField, type SignatoryRank, type SignatureFormValues, type SigningParty } from './signature-form.js';

/** What is recorded of an agreement before it is in force. */
export interface AgreementDraft {
  /** IM1: the day on which the Virtual Head recorded that social care supports it. */
  supportedOn: LocalDate | null;
  /** IM2: whether the Virtual School is that of the area the provider is in. */
  isLocal: boolean;
  /** IM2: the day on which the Virtual School of the area was consulted. */
  consultedOn: LocalDate | null;
  meetingOn: LocalDate | null;
  signatoryRank: SignatoryRank | null;
  form: SignatureFormValues;
  signatures: readonly { party: SigningParty; signedOn: LocalDate }[];
  /** Whether another agreement between the two, whose place this one does not take, is in force when this one would be. */
  isSignedAlready: boolean;
}

export type ActivationCode =
  | 'ALREADY_ACTIVE'
  | 'NO_SOCIAL_CARE_SUPPORT'
  | 'SUPPORT_AFTER_SIGNING'
  | 'NO_CONSULTATION'
  | 'CONSULTATION_AFTER_SIGNING'
  | 'FIELD_MISSING'
  | 'NO_MEETING'
  | 'SIGNATORY_ROLE'
  | 'NOT_SIGNED_BY_PROVIDER'
  | 'NOT_SIGNED_BY_VIRTUAL_SCHOOL';

/** One reason why an agreement may not come into force, with the sentence to show; `field` is a line of the form. */
export interface ActivationBlocker {
  code: ActivationCode;
  sentence: string;
  field?: FormField;
}

/** IM1, IM2: what is missing before the agreement comes into force, in the order in which it is done; empty when nothing is. */
export function activationBlockers(draft: AgreementDraft): ActivationBlocker[] {
  return [...blockersBeforeSigning(draft), ...TO_SIGN.flatMap(({ applies, ...blocker }) => (applies(draft) ? [blocker] : []))];
}

/**
 * IM2: the first day in force: that of the formal meeting or of the last signature, whichever came later; null while there is none.
 * The meeting signs the agreement; where a party signs after it, there is none before both have.
 */
export function inForceFrom({ meetingOn, signatures }: Pick<AgreementDraft, 'meetingOn' | 'signatures'>): LocalDate | null {
  return meetingOn && signatures.reduce((last, { signedOn }) => (signedOn > last ? signedOn : last), meetingOn);
}

/** Of these, what has to be there before anybody signs: support, consultation, every line of the form. */
export function blockersBeforeSigning(draft: AgreementDraft): ActivationBlocker[] {
  const missing = (Object.keys(FORM_FIELDS) as FormField[]).filter((field) => draft.form[field] === null);
  return [
    ...BEFORE_SIGNING.flatMap(({ applies, ...blocker }) => (applies(draft) ? [blocker] : [])),
    ...missing.map((field): ActivationBlocker => ({ code: 'FIELD_MISSING', field, sentence: `Fill in the ${FORM_FIELDS[field].name}.` })),
  ];
}

type Rule = ActivationBlocker & { applies: (draft: AgreementDraft) => boolean };

const BEFORE_SIGNING: readonly Rule[] = [
  { code: 'ALREADY_ACTIVE', applies: (draft) => draft.isSignedAlready, sentence: 'This provider and this Virtual School have an agreement in force already. Draft the amended one from its page, review it, or end it first.' },
  { code: 'NO_SOCIAL_CARE_SUPPORT', applies: (draft) => draft.supportedOn === null, sentence: 'The Virtual Head records first that social care supports the agreement (IM1).' },
  { code: 'NO_CONSULTATION', applies: (draft) => !draft.isLocal && draft.consultedOn === null, sentence: 'Consult the Virtual School of the area the provider is in, and record it (IM2).' },
];

const TO_SIGN: readonly Rule[] = [
  { code: 'NO_MEETING', applies: (draft) => draft.meetingOn === null, sentence: 'Record the day of the formal meeting that signs the agreement (IM2).' },
  { code: 'SIGNATORY_ROLE', applies: (draft) => draft.signatoryRank === null, sentence: 'Record whether the signatory is the principal, a vice principal or the equivalent: nobody else signs for a provider (IM2).' },
  { code: 'SUPPORT_AFTER_SIGNING', applies: (draft) => isAfterSigning(draft.supportedOn, draft), sentence: 'Social care’s support was recorded for a later day than the signing. It comes first: sign again, or correct its day (IM1).' },
  { code: 'CONSULTATION_AFTER_SIGNING', applies: (draft) => !draft.isLocal && isAfterSigning(draft.consultedOn, draft), sentence: 'The other Virtual School was consulted after the signing. It comes first: sign again, or correct its day (IM2).' },
  notSigned('NOT_SIGNED_BY_PROVIDER', 'provider'),
  notSigned('NOT_SIGNED_BY_VIRTUAL_SCHOOL', 'virtual-school'),
];

function notSigned(code: ActivationCode, party: SigningParty): Rule {
  return { code, applies: ({ signatures }) => !signatures.some((signature) => signature.party === party), sentence: `The form has to be signed for ${SIGNING_PARTIES[party]}: signed in, or on paper as a scan with a witness (IM2).` };
}

function isAfterSigning(on: LocalDate | null, { meetingOn, signatures }: AgreementDraft): boolean {
  return on !== null && [meetingOn, ...signatures.map(({ signedOn }) => signedOn)].some((signing) => signing !== null && signing < on);
}
