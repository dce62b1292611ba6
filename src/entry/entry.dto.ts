import { Matches, MaxLength, MinLength } from 'class-validator';
import { WORDS } from '../me/words.js';
import { TextField } from '../validation.js';
import { PIN } from './pin-rules.js';

export class AskForLinkForm {
  @TextField({ description: WORDS.enter.email, max: 320 }) email: string;
}

export class UseLinkForm {
  @Matches(/^[\w-]{43}$/, { message: WORDS.enter.linkOver }) link: string;
}

export class UseCodeForm {
  @TextField({ description: WORDS.enter.contact, max: 320 }) contact: string;
  @TextField({ description: WORDS.enter.code, max: 20 }) code: string;
}

export class TypePinForm {
  @Matches(PIN, { message: WORDS.pin.shape }) pin: string;
  @TextField({ description: 'next page', max: 2000, optional: true }) next?: string;
}

export class ChoosePinForm {
  @TextField({ description: WORDS.pin.code, max: 20 }) code: string;
  @Matches(PIN, { message: WORDS.pin.shape }) pin: string;
  @MinLength(1, { message: WORDS.pin.shape }) @MaxLength(20, { message: WORDS.pin.shape }) again: string;
}
