import { ChoiceField, IdField, InstantField, LocalDateField, PatternField, TextField, TickField } from '../validation.js';
import { KEY_WORKER_KINDS, type KeyWorkerKind } from './key-worker-assignment.entity.js';
import { CARE_STATUSES, type CareStatus } from '../domain/agreement/care-status.js';

export class RegisterYoungPersonDto {
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'home authority' }) homeAuthorityCode: string;
  @TextField({ description: "authority's own number", max: 50 }) localId: string;
  @TextField({ description: 'preferred name', max: 100 }) preferredName: string;
  @TextField({ description: 'legal name', max: 200 }) legalName: string;
  @LocalDateField({ description: 'date of birth' }) bornOn: string;
  @PatternField(/^\d{10}$/, '9276308686', { description: 'unique learner number', optional: true }) uln?: string;
  @PatternField(/^[A-Z]\d{11}[0-9A-Z]$/, 'H801200001001', { description: 'unique pupil number', optional: true }) upn?: string;
  @ChoiceField(CARE_STATUSES, { description: 'care status' }) careStatus: CareStatus;
  @TextField({ description: 'social care team', max: 100, optional: true }) team?: string;
}

export class AssignKeyWorkerDto {
  @IdField({ description: 'key worker' }) personId: number;
  @ChoiceField(KEY_WORKER_KINDS, { description: 'kind of key worker' }) kind: KeyWorkerKind;
  @InstantField({ description: 'from', optional: true }) fromAt?: string;
  @TickField({ description: 'authority to act confirmed' }) authorityToActConfirmed?: boolean;
}

export class EndKeyWorkerDto {
  @InstantField({ description: 'until', optional: true }) untilAt?: string;
}
