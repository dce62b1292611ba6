import { ADDRESSEES } from '../domain/agreement/records/key-worker.js';
import { ChoiceField, IdField, LocalDateField, TextField } from '../validation.js';

/** Whom something can be said to (KW5, EP5). */
export const LISTENERS = { 'key-worker': ADDRESSEES['key-worker'], 'key-contact': ADDRESSEES['key-contact'], 'designated-person': ADDRESSEES['designated-person'] } as const;

export class SaySomethingDto {
  @ChoiceField(LISTENERS, { description: 'who it is for' }) addressedTo: keyof typeof LISTENERS;
  @IdField({ description: 'the placement, where it is for the provider', optional: true }) placementId?: number;
  @TextField({ description: 'what you want to say' }) ownWords: string;
}

export class AskIfGoodEnoughDto {
  @ChoiceField(ADDRESSEES, { description: 'who should answer' }) addressedTo: keyof typeof ADDRESSEES;
  @IdField({ description: 'the placement, where the provider is asked', optional: true }) placementId?: number;
  @TextField({ description: 'what it is about' }) decision: string;
}

export class CallForHelpDto {
  @TextField({ description: 'what has happened' }) whatHappened: string;
  @TextField({ description: 'how to reach you safely', max: 1000, optional: true }) howToReach?: string;
}

export class LooksQuery {
  @LocalDateField({ description: 'days before this one', optional: true }) before?: string;
}
