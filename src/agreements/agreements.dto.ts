import { SIGNATORY_RANKS, SIGNING_PARTIES, FORM_FIELDS, type SignatoryRank, type SigningParty } from '../domain/agreement/signature-form.js';
import { ChoiceField, IdField, LocalDateField, PatternField, TextField } from '../validation.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const line = (field: keyof typeof FORM_FIELDS) => TextField({ description: FORM_FIELDS[field].name, max: 200, optional: true });
const email = (field: keyof typeof FORM_FIELDS) => PatternField(EMAIL, 'dan.pike@college.example', { description: FORM_FIELDS[field].name, optional: true });

export class DraftAgreementDto {
  @IdField({ description: 'provider' }) providerId: number;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority whose Virtual School signs' }) authorityCode: string;
}

export class RecordSupportDto {
  @LocalDateField({ description: 'when social care gave its support' }) supportedOn: string;
  @TextField({ description: 'who agreed to it, and how' }) words: string;
}

export class RecordConsultationDto {
  @LocalDateField({ description: 'when they were consulted' }) consultedOn: string;
  @TextField({ description: 'who was consulted', max: 200 }) withWhom: string;
  @TextField({ description: 'outcome' }) outcome: string;
}

export class AgreementMeetingDto {
  @LocalDateField({ description: 'when the meeting was held' }) meetingOn: string;
  @ChoiceField(SIGNATORY_RANKS, { description: 'what the signatory is' }) signatoryRank: SignatoryRank;
}

/** The lines of the form; one that is left out is empty. */
export class SignatureFormDto {
  @line('signatoryName') signatoryName?: string;
  @email('signatoryEmail') signatoryEmail?: string;
  @line('signatoryRole') signatoryRole?: string;
  @line('designatedTutorName') designatedTutorName?: string;
  @email('designatedTutorEmail') designatedTutorEmail?: string;
  @line('designatedTutorPhone') designatedTutorPhone?: string;
  @line('virtualHeadName') virtualHeadName?: string;
  @email('virtualHeadEmail') virtualHeadEmail?: string;
  @line('keyContactName') keyContactName?: string;
  @email('keyContactEmail') keyContactEmail?: string;
}

/** Beside the file itself. Whose signature it is, the form says. */
export class ScannedSignatureDto {
  @ChoiceField(SIGNING_PARTIES, { description: 'whose signature it is' }) party: SigningParty;
  @LocalDateField({ description: 'when it was signed' }) signedOn: string;
  @TextField({ description: 'who saw it being signed', max: 200 }) witness: string;
}

export class DiscardAgreementDto {
  @TextField({ description: 'why it comes to nothing', max: 1000 }) because: string;
}

export class EndAgreementDto {
  @LocalDateField({ description: 'last day of the agreement' }) endedOn: string;
  @TextField({ description: 'why it ends' }) because: string;
}
