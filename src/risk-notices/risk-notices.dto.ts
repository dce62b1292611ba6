import { CALL_OUTCOMES, MEETING_OUTCOMES, RISK_KINDS, type CallOutcome, type MeetingOutcome, type RiskKind, type RiskRecipient } from '../domain/agreement/facts.js';
import { ChoiceField, IdField, InstantField, LocalDateField, TextField } from '../validation.js';

export const RISK_RECIPIENTS = { 'key-worker': 'key worker', 'key-contact': 'Virtual School key contact' } as const satisfies Record<RiskRecipient, string>;

export class ReportRiskDto {
  @IdField({ description: 'placement' }) placementId: number;
  @ChoiceField(RISK_KINDS, { description: 'what it is' }) kind: RiskKind;
  @TextField({ description: 'what happened' }) whatHappened: string;
  @InstantField({ description: 'when it happened', optional: true }) occurredAt?: string;
}

export class RecordCallDto {
  @ChoiceField(RISK_RECIPIENTS, { description: 'who was called' }) to: RiskRecipient;
  @ChoiceField(CALL_OUTCOMES, { description: 'how the call ended' }) outcome: CallOutcome;
  @InstantField({ description: 'when', optional: true }) calledAt?: string;
  @TextField({ description: 'who you spoke to', max: 200, optional: true }) spokeTo?: string;
}

export class RecordMeetingDto {
  @LocalDateField({ description: 'held on' }) heldOn: string;
  @TextField({ description: 'who was there', max: 1000 }) present: string;
  @ChoiceField(MEETING_OUTCOMES, { description: 'outcome' }) outcome: MeetingOutcome;
  @TextField({ description: 'alternatives and safeguarding' }) notes: string;
}
