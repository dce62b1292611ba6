import { RECIPIENTS, SHARED_ITEMS, WAYS_TO_TELL, type Recipient } from '../domain/agreement/records/sharing.js';
import { ChoiceField, IdField, TextField } from '../validation.js';

const YES_OR_NO = { yes: 'yes', no: 'no' } as const;
type YesOrNo = keyof typeof YES_OR_NO;

const WishField = (item: keyof typeof SHARED_ITEMS): PropertyDecorator => ChoiceField(YES_OR_NO, { description: SHARED_ITEMS[item], optional: true });

/** Of one recipient, item by item: yes or no; those that are left out stay as they are. */
export class OwnWishesDto {
  @IdField({ description: 'placement' }) placementId: number;
  @ChoiceField(RECIPIENTS, { description: 'with whom' }) recipient: Recipient;
  @WishField('plan') plan?: YesOrNo;
  @WishField('contact-details') 'contact-details'?: YesOrNo;
  @WishField('safeguarding') safeguarding?: YesOrNo;
  @WishField('health') health?: YesOrNo;
  @WishField('attendance') attendance?: YesOrNo;
  @WishField('care-status') 'care-status'?: YesOrNo;
}

/** The same as they told somebody. */
export class ToldWishesDto extends OwnWishesDto {
  @ChoiceField(WAYS_TO_TELL, { description: 'how they told you' }) how: keyof typeof WAYS_TO_TELL;
  @TextField({ description: 'what it may be shared for', optional: true }) whatFor?: string;
}
