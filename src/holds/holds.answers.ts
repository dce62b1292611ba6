import { CLAUSES } from '../domain/agreement/clauses.js';
import { HOLD_RECORDS } from '../domain/agreement/records/holds.js';
import { Shows } from '../web/api/shows.js';

export class HoldAskedAnswer {
  @Shows.id({ of: 'the record of the hold: what a decision is about' }) recordId: number;
  @Shows.choice(['hold', ...Object.keys(HOLD_RECORDS)], { of: 'the kind of record; its decision is recorded as `<kind>-decision`' }) kind: string;
  @Shows.text() dutyKey: string;
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.date() until: string;
  @Shows.text() askedBy: string;
  @Shows.instant() askedAt: Date;
  @Shows.text({ nullable: true }) caseReference: string | null;
  @Shows.id({ nullable: true }) providerId: number | null;
  @Shows.text({ nullable: true }) authorityCode: string | null;
  @Shows.id({ nullable: true }) agreementId: number | null;
  @Shows.text({ nullable: true }) organisationName: string | null;
}

export class HoldAskedListAnswer {
  @Shows.many(() => HoldAskedAnswer, { of: 'the longest waiting first' }) items: HoldAskedAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
