import { AGREEMENT_TEXT } from '../domain/agreement/agreement-text.js';
import { FORM_NOTE, SIGNATURE_FORM } from '../domain/agreement/signature-form.js';
import { describeDate } from '../domain/time/local-date.js';
import type { Block, PrintedDocument } from '../documents/document.js';
import type { AgreementRow } from './agreement-view.js';

const TITLE = 'Post 16 Young People in Care and Care Leaver Learner Support Partnership Agreement – West Midlands';
const FORM_HEADING: Block = { heading: 'Provider details and signature', level: 2 };
const SIGNED_HOW = { scanned: 'on paper', 'signed-in': 'signed in' } as const;

/** A line of the signature form, and what it says in this agreement. */
export interface FilledLine {
  label: string;
  value: string;
}

/** The signature form of an agreement, as its source has it, with what is filled in (IM2). */
export const filledForm = ({ form, provider, signatures }: Pick<AgreementRow, 'form' | 'provider' | 'signatures'>): FilledLine[] =>
  SIGNATURE_FORM.map((line) => {
    if ('field' in line) return { label: line.label, value: (line.field === 'providerName' ? provider.name : form[line.field]) ?? '' };
    const signature = signatures.find(({ party }) => party === line.signature);
    return { label: line.label, value: signature ? `${signature.signerName}, ${describeDate(signature.signedOn)}, ${SIGNED_HOW[signature.how]}` : '' };
  });

/** The text that all sign, without who does: its form is empty (VS7). */
export const agreementText = (): PrintedDocument => ({
  title: TITLE,
  fileName: 'learner-support-agreement',
  author: 'The Virtual Schools of the West Midlands',
  footer: 'Learner Support Agreement, West Midlands',
  blocks: [...AGREEMENT_TEXT, FORM_HEADING, { list: SIGNATURE_FORM.map(({ label }) => label) }, { paragraph: FORM_NOTE }],
});

/** One agreement: the text that both sides sign, and its form. */
export function agreementDocument(agreement: AgreementRow): PrintedDocument {
  const { provider, authority, signedOn, endedOn, state } = agreement;
  const standing = state === 'draft' ? 'Draft: not in force' : `In force from ${signedOn ? describeDate(signedOn) : 'no day'}${endedOn ? ` to ${describeDate(endedOn)}` : ''}`;
  return {
    title: `Learner Support Agreement: ${provider.name} and ${authority.name} Virtual School`,
    fileName: `learner-support-agreement-${agreement.id}`,
    author: `${authority.name} Virtual School`,
    footer: `Learner Support Agreement: ${provider.name} and ${authority.name} Virtual School`,
    blocks: [
      ...AGREEMENT_TEXT,
      FORM_HEADING,
      { paragraph: `${standing}.` },
      { caption: 'The signature form', lines: filledForm(agreement).map(({ label, value }) => [label, value || '–'] as const) },
      { note: FORM_NOTE },
      ...(agreement.corrections.length > 0 ? [{ note: 'Corrected since it was signed: what it said before is on the page of the agreement.' }] : []),
    ],
  };
}
