import { ENDINGS, type EndingKind } from '../domain/agreement/facts.js';
import { ChoiceField, IdField, LocalDateField, TextField, TickField, WholeNumberField } from '../validation.js';

export class AgreePlacementDto {
  @IdField({ description: 'provider' }) providerId: number;
  @TextField({ description: 'course', max: 200 }) course: string;
  @WholeNumberField({ description: 'level', min: 0, max: 8 }) level: number;
  @LocalDateField({ description: 'agreed on', optional: true }) agreedOn?: string;
  @LocalDateField({ description: 'starts on' }) startsOn: string;
  @LocalDateField({ description: 'ends on', optional: true }) endsOn?: string;
}

export class EndPlacementDto {
  @ChoiceField(ENDINGS, { description: 'how it ended' }) kind: EndingKind;
  @LocalDateField({ description: 'ended on', optional: true }) endedOn?: string;
  @TextField({ description: 'reason', optional: true }) reason?: string;
  /** EP12: it has happened although the procedure was not followed; recorded as a breach. */
  @TickField({ description: 'it has already happened' }) alreadyHappened?: boolean;
}

export class AcknowledgeKeyWorkerDto {
  /** That of the case's `keyWorkers`, not of the person. */
  @IdField({ description: "number of the key worker's time" }) keyWorkerId: number;
}
