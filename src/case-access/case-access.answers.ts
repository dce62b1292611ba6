import { Shows } from '../web/api/shows.js';
import { EXCLUSION_REASONS } from './case-exclusion.entity.js';
import { RESTRICTION_REASONS } from './case-restriction.entity.js';

export class ExclusionAnswer {
  @Shows.id() id: number;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.choice(Object.keys(EXCLUSION_REASONS)) reason: string;
  @Shows.text() recordedByName: string;
  @Shows.instant() recordedAt: Date;
}

export class RestrictionAnswer {
  @Shows.choice(Object.keys(RESTRICTION_REASONS)) reason: string;
  @Shows.text() imposedByName: string;
  @Shows.instant() imposedAt: Date;
}

export class AdmissionAnswer {
  @Shows.id() id: number;
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() givenByName: string;
  @Shows.instant() givenAt: Date;
}

export class CaseAccessAnswer {
  @Shows.text() reference: string;
  @Shows.number() version: number;
  @Shows.many(() => ExclusionAnswer, { of: 'who is kept out, whatever else would let them in' }) exclusions: ExclusionAnswer[];
  @Shows.one(() => RestrictionAnswer, { nullable: true, of: 'null where posts over the authority open the case' }) restriction: RestrictionAnswer | null;
  @Shows.many(() => AdmissionAnswer, { of: 'whose posts count while it is restricted' }) admissions: AdmissionAnswer[];
  @Shows.texts({ of: 'what you may do about it' }) allowed: string[];
}

export class WhoCanBeChosenAnswer {
  @Shows.id() id: number;
  @Shows.text() name: string;
  @Shows.text() organisation: string;
}

export class PeopleAroundAnswer {
  @Shows.many(() => WhoCanBeChosenAnswer) items: WhoCanBeChosenAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}
