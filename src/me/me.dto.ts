import { RECIPIENTS, SHARED_ITEMS, type Recipient } from '../domain/agreement/records/sharing.js';
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

const YES_OR_NO = { yes: 'yes', no: 'no' } as const;

/** Of each item: yes or no; those that are left out stay as they are. */
export class OwnWishesDto {
  @IdField({ description: 'placement' }) placementId: number;
  @ChoiceField(RECIPIENTS, { description: 'with whom' }) recipient: Recipient;
  @ChoiceField(YES_OR_NO, { description: SHARED_ITEMS.plan, optional: true }) plan?: 'yes' | 'no';
  @ChoiceField(YES_OR_NO, { description: SHARED_ITEMS['contact-details'], optional: true }) 'contact-details'?: 'yes' | 'no';
  @ChoiceField(YES_OR_NO, { description: SHARED_ITEMS.safeguarding, optional: true }) safeguarding?: 'yes' | 'no';
  @ChoiceField(YES_OR_NO, { description: SHARED_ITEMS.health, optional: true }) health?: 'yes' | 'no';
  @ChoiceField(YES_OR_NO, { description: SHARED_ITEMS.attendance, optional: true }) attendance?: 'yes' | 'no';
  @ChoiceField(YES_OR_NO, { description: SHARED_ITEMS['care-status'], optional: true }) 'care-status'?: 'yes' | 'no';
}

export class LooksQuery {
  @LocalDateField({ description: 'days before this one', optional: true }) before?: string;
}
