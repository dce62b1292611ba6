import { LocalDateField, TextField } from '../validation.js';
import { AgreementMeetingDto, RecordConsultationDto, RecordSupportDto, SignatureFormDto } from './agreements.dto.js';

const reason = () => TextField({ description: 'why it is corrected', max: 1000 });

export class CorrectSupportDto extends RecordSupportDto {
  @reason() reason: string;
}

export class CorrectConsultationDto extends RecordConsultationDto {
  @reason() reason: string;
}

export class CorrectMeetingDto extends AgreementMeetingDto {
  @reason() reason: string;
}

/** The lines as they should have been; one that is left out stays. */
export class CorrectFormDto extends SignatureFormDto {
  @reason() reason: string;
}

export class CorrectSignatureDto {
  @LocalDateField({ description: 'when it was signed' }) signedOn: string;
  @TextField({ description: 'who saw it being signed', max: 200 }) witness: string;
  @reason() reason: string;
}

/** Without a last day the agreement goes on: that it ends was a mistake. */
export class CorrectEndingDto {
  @LocalDateField({ description: 'last day of the agreement', optional: true }) endedOn?: string;
  @TextField({ description: 'why it ends; as it was where it is left out', optional: true }) because?: string;
  @reason() reason: string;
}
