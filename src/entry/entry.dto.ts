import { Matches, MaxLength, MinLength } from 'class-validator';
import { texts } from '../me/languages.js';
import { TextField } from '../validation.js';
import { PIN } from './pin-rules.js';

export class AskForLinkForm {
  @TextField({ description: 'e-mail address', max: 320, missing: () => texts().enter.enterEmail }) email: string;
}

export class UseLinkForm {
  @Matches(/^[\w-]{43}$/, { message: () => texts().enter.linkOver }) link: string;
}

export class UseCodeForm {
  @TextField({ description: 'e-mail address or mobile number', max: 320, missing: () => texts().enter.enterContact }) contact: string;
  @TextField({ description: 'code', max: 20, missing: () => texts().enter.enterCode }) code: string;
}

export class TypePinForm {
  @Matches(PIN, { message: () => texts().pin.shape }) pin: string;
  @TextField({ description: 'next page', max: 2000, optional: true }) next?: string;
}

export class ChoosePinForm {
  @TextField({ description: 'code', max: 20, missing: () => texts().enter.enterCode }) code: string;
  @Matches(PIN, { message: () => texts().pin.shape }) pin: string;
  @MinLength(1, { message: () => texts().pin.shape }) @MaxLength(20, { message: () => texts().pin.shape }) again: string;
}
