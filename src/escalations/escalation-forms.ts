import { WholeNumberField } from '../validation.js';
import { HandOverDto, NoteDto, ResolveDto } from './escalations.dto.js';

/** Each form of a queue item carries the version that its page showed, so that two people do not overrule each other. */
const VersionField = () => WholeNumberField({ min: 1, max: 2_147_483_647, description: 'version' });

export class TakeForm {
  @VersionField() version: number;
}

export class NoteForm extends NoteDto {
  @VersionField() version: number;
}

export class HandOverForm extends HandOverDto {
  @VersionField() version: number;
}

export class ResolveForm extends ResolveDto {
  @VersionField() version: number;
}
