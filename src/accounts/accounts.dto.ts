import { IdField, PatternField, TextField } from '../validation.js';
import { Paging } from '../web/api/keyset.js';

/** The people of an organisation, one of the two; of one's own where neither is given. */
export class AccountsQuery extends Paging {
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority', optional: true }) authority?: string;
  @IdField({ description: 'provider', optional: true }) provider?: number;
  @TextField({ description: 'part of a name or an address', max: 100, optional: true }) search?: string;
}

/** Whose people somebody is to be among. */
export class InvitationQuery {
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority', optional: true }) authority?: string;
  @IdField({ description: 'provider', optional: true }) provider?: number;
}

export class InviteDto {
  @TextField({ description: 'name', max: 200 }) name: string;
  @PatternField(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'dan.pike@college.example', { description: 'e-mail address' }) email: string;
}
