import { CLAUSES } from '../domain/agreement/clauses.js';
import { ROLES } from '../domain/agreement/roles.js';
import { DUTY_SCOPES } from '../domain/duty-scopes.js';
import { Shows } from '../web/api/shows.js';
import { DUE_WHEN } from './duty-list.service.js';

export const CLAUSE_IDS = Object.keys(CLAUSES);
const OWED_BY = { of: `roles: ${Object.keys(ROLES).join(', ')}` };

/** A duty of a case, as derived from what was recorded. */
export class DutyAnswer {
  @Shows.id() id: number;
  @Shows.text({ of: 'stable: `EP11/notice-9/phone/key-worker`' }) key: string;
  @Shows.choice(CLAUSE_IDS) clause: string;
  @Shows.texts(OWED_BY) owedBy: string[];
  @Shows.id({ nullable: true }) placementId: number | null;
  @Shows.instant() opensAt: Date;
  @Shows.date({ nullable: true, of: 'the last day of a day deadline' }) dueOn: string | null;
  @Shows.instant({ nullable: true, of: 'the last instant of an hour deadline' }) dueAt: Date | null;
  @Shows.instant({ nullable: true, of: 'null where the due time is not known' }) missedFrom: Date | null;
  @Shows.date({ nullable: true }) preferredFrom: string | null;
  @Shows.date({ nullable: true }) preferredTo: string | null;
  @Shows.date({ nullable: true }) targetOn: string | null;
  @Shows.text({ of: 'why it is due then' }) why: string;
  @Shows.choice(['open', 'met', 'no longer owed']) outcome: string;
  @Shows.choice(['open', 'missed', 'met', 'met late', 'no longer owed']) status: string;
  @Shows.date({ nullable: true }) metOn: string | null;
  @Shows.instant({ nullable: true }) metAt: Date | null;
  @Shows.text({ nullable: true, of: 'why it is no longer owed' }) because: string | null;
  @Shows.flag({ of: 'done, or no longer owed, after it was missed' }) late: boolean;
  @Shows.date({ nullable: true, of: 'the day on which its last hold ends or ended' }) heldUntil: string | null;
  @Shows.id({ nullable: true, of: 'the recorded reason why it is no longer owed: the fact `duty-release`' }) releaseId: number | null;
  @Shows.flag({ of: 'whether you may correct that reason or take it back' }) mayCorrectRelease: boolean;
  @Shows.id({ nullable: true, of: 'its open item in the escalation queue' }) escalationId: number | null;
  @Shows.number({ nullable: true, of: '1 to 3' }) escalationLevel: number | null;
}

export class CaseDutiesAnswer {
  @Shows.many(() => DutyAnswer) items: DutyAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

/** How many open duties there are, by when they are due. */
export class DueCountsAnswer {
  @Shows.number() overdue: number;
  @Shows.number() today: number;
  @Shows.number({ of: 'in the next 7 days' }) week: number;
  @Shows.number() later: number;
  @Shows.number({ of: 'on hold, whenever they are due' }) held: number;
}

export class DutyListItemAnswer {
  @Shows.id() id: number;
  @Shows.text() key: string;
  @Shows.choice(CLAUSE_IDS) clause: string;
  @Shows.texts(OWED_BY) owedBy: string[];
  @Shows.text({ nullable: true, of: 'null for a duty of a provider or an authority itself' }) caseReference: string | null;
  @Shows.text({ nullable: true, of: 'the young person’s, or the name of the organisation; null where you have the limited view' }) preferredName: string | null;
  @Shows.id({ nullable: true, of: 'the provider whose own duty it is' }) ofProviderId: number | null;
  @Shows.text({ nullable: true, of: 'the authority whose own duty it is' }) ofAuthorityCode: string | null;
  @Shows.text() homeAuthorityName: string;
  @Shows.text({ nullable: true }) providerName: string | null;
  @Shows.date({ nullable: true }) dueOn: string | null;
  @Shows.instant({ nullable: true }) dueAt: Date | null;
  @Shows.instant({ nullable: true }) missedFrom: Date | null;
  @Shows.date({ nullable: true, of: 'the day on which its last hold ends or ended' }) heldUntil: string | null;
  @Shows.text() why: string;
  @Shows.choice(Object.keys(DUE_WHEN)) when: string;
}

export class DutyListAnswer {
  @Shows.many(() => DutyListItemAnswer) items: DutyListItemAnswer[];
  @Shows.number() total: number;
  @Shows.one(() => DueCountsAnswer) counts: DueCountsAnswer;
  @Shows.choice(Object.keys(DUTY_SCOPES), { of: 'whose duties these are' }) scope: string;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}
