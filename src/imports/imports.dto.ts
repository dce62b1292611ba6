import { ReasonField } from '../corrections/corrections.dto.js';

/** Why what a file brought is taken back. */
export class TakeImportBackDto {
  @ReasonField() reason: string;
}

/** Why a file changes what is recorded, where it does: kept with each correction. */
export class ConfirmImportDto {
  @ReasonField({ optional: true }) reason?: string;
}
