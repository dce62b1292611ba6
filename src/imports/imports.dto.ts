import { ReasonField } from '../corrections/corrections.dto.js';

/** Why a file changes what is recorded, where it does: kept with each correction. */
export class ConfirmImportDto {
  @ReasonField({ optional: true }) reason?: string;
}
