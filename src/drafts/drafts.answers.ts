import { Shows } from '../web/api/shows.js';
import type { DraftFields, KeptDraft } from './draft.entity.js';

export class DraftAnswer {
  @Shows.id() id: number;
  @Shows.text({ of: 'the page on which the form stands, and on which it comes back' }) page: string;
  @Shows.text({ of: 'where the form is sent to' }) action: string;
  @Shows.number({ of: 'grows with each saving' }) version: number;
  @Shows.instant() begunAt: Date;
  @Shows.instant() savedAt: Date;
}

export class OpenDraftAnswer extends DraftAnswer {
  @Shows.fields({ of: 'what was typed, by the names of the form’s fields: a text or a list of texts' }) fields: DraftFields;
}

export class DraftListAnswer {
  @Shows.many(() => DraftAnswer, { of: 'the latest first' }) items: DraftAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

/** A draft without what was typed. */
export const shownDraft = ({ id, page, action, version, begunAt, savedAt }: KeptDraft): DraftAnswer => ({ id, page, action, version, begunAt, savedAt });
