import { DutyAnswer } from '../duties/duties.answers.js';
import { PERMISSIONS } from '../domain/permissions.js';
import { EmergencyAnswer, RaisedEmergencyAnswer } from '../emergencies/emergencies.answers.js';
import { PlacementAnswer } from '../placements/placements.answers.js';
import { presentRiskNotice, RiskNoticeAnswer } from '../risk-notices/risk-notices.answers.js';
import { ReviewAnswer } from '../reviews/reviews.answers.js';
import { RecordAnswer } from '../records/records.answers.js';
import { Shows } from '../web/api/shows.js';
import type { CaseView, LimitedCaseView } from './case-view.js';
import { AuthorityAnswer, ContactAnswer } from './contact.answers.js';
import { KEY_WORKER_KINDS } from './key-worker-assignment.entity.js';
import { CARE_STATUSES } from '../domain/agreement/care-status.js';

export class KeyWorkerAcknowledgementAnswer {
  @Shows.id() id: number;
  @Shows.id() placementId: number;
  @Shows.instant() acknowledgedAt: Date;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}

export class KeyWorkerAnswer extends ContactAnswer {
  @Shows.id({ of: 'the number of this time as key worker, which the designated person acknowledges' }) id: number;
  @Shows.choice(Object.keys(KEY_WORKER_KINDS)) kind: string;
  @Shows.instant() fromAt: Date;
  @Shows.instant({ nullable: true }) untilAt: Date | null;
  @Shows.instant({ nullable: true }) authorityToActConfirmedAt: Date | null;
  @Shows.flag({ of: 'whether they can be reached here: not once they were put out' }) active: boolean;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
  @Shows.many(() => KeyWorkerAcknowledgementAnswer, { of: 'the designated people who know, one for each placement (SC2)' }) acknowledgements: KeyWorkerAcknowledgementAnswer[];
}

export class InPlaceAnswer {
  @Shows.text({ of: 'the role by which they have it: another one where they stand in' }) role: string;
  @Shows.text() name: string;
}

export class InPlaceOfAnswer {
  @Shows.one(() => InPlaceAnswer, { nullable: true }) 'key-worker': InPlaceAnswer | null;
  @Shows.one(() => InPlaceAnswer, { nullable: true }) 'team-manager': InPlaceAnswer | null;
}

export class CaseEndedAnswer {
  @Shows.date() on: string;
  @Shows.text() because: string;
  @Shows.text({ nullable: true, of: 'which authority, and whom to call there' }) takenOverBy: string | null;
  @Shows.flag({ of: 'whether it was registered by mistake' }) mistaken: boolean;
  @Shows.text({ nullable: true, of: 'the reference of the right case, where the young person was registered twice' }) rightCase: string | null;
}

/** A case as somebody with the full view reads it. */
export class CaseAnswer {
  @Shows.id({ of: 'the number of the fact `young-person`' }) id: number;
  @Shows.text() reference: string;
  @Shows.number({ of: 'grows with everything recorded; the ETag' }) version: number;
  @Shows.instant({ of: 'the time it was read at' }) now: Date;
  @Shows.one(() => AuthorityAnswer) homeAuthority: AuthorityAnswer;
  @Shows.text({ nullable: true }) team: string | null;
  @Shows.text() localId: string;
  @Shows.text() preferredName: string;
  @Shows.text() legalName: string;
  @Shows.date() bornOn: string;
  @Shows.number() age: number;
  @Shows.text({ nullable: true, of: 'unique learner number' }) uln: string | null;
  @Shows.text({ nullable: true, of: 'unique pupil number' }) upn: string | null;
  @Shows.choice(Object.keys(CARE_STATUSES), { of: 'today' }) careStatus: string;
  @Shows.choice(Object.keys(CARE_STATUSES), { of: 'when the case was registered; changes are records of the kind care-status' }) registeredCareStatus: string;
  @Shows.one(() => CaseEndedAnswer, { nullable: true, of: 'null while the case runs' }) ended: CaseEndedAnswer | null;
  @Shows.flag({ of: 'whether you may correct the details of the young person: the fact `young-person`' }) mayCorrect: boolean;
  @Shows.many(() => KeyWorkerAnswer, { of: 'the newest first' }) keyWorkers: KeyWorkerAnswer[];
  @Shows.flag({ of: "whether anybody is team manager of the case's team" }) teamManaged: boolean;
  @Shows.one(() => InPlaceOfAnswer, { of: 'to whom goes what is for the key worker and for the team manager now' }) inPlaceOf: InPlaceOfAnswer;
  @Shows.many(() => ContactAnswer, { of: "the home authority's Virtual School" }) keyContacts: ContactAnswer[];
  @Shows.many(() => PlacementAnswer) placements: PlacementAnswer[];
  @Shows.many(() => ReviewAnswer, { of: 'meetings about no placement, the newest first' }) meetings: ReviewAnswer[];
  @Shows.many(() => RiskNoticeAnswer) riskNotices: RiskNoticeAnswer[];
  @Shows.many(() => EmergencyAnswer) emergencies: EmergencyAnswer[];
  @Shows.many(() => RecordAnswer, { of: 'the newest first' }) records: RecordAnswer[];
  @Shows.many(() => DutyAnswer) duties: DutyAnswer[];
  @Shows.texts({ of: `what you may do here: ${Object.keys(PERMISSIONS).join(', ')}` }) allowed: string[];
}

export class LimitedPlacementAnswer {
  @Shows.id() id: number;
  @Shows.flag({ of: 'whether you may ask the home Virtual School for support about it (VS3)' }) maySupport: boolean;
  @Shows.flag({ of: 'whether you may raise an emergency about it (KW8)' }) mayRaise: boolean;
  @Shows.text() providerName: string;
  @Shows.date() startsOn: string;
  @Shows.date({ nullable: true }) endedOn: string | null;
}

/** A case as another authority's Virtual School or the Director sees it: that there is one, and whom to ask. */
export class LimitedCaseAnswer {
  @Shows.flag({ of: 'always true' }) limited: true;
  @Shows.text() reference: string;
  @Shows.date({ nullable: true, of: 'the day on which the case ended' }) endedOn: string | null;
  @Shows.one(() => AuthorityAnswer) homeAuthority: AuthorityAnswer;
  @Shows.many(() => ContactAnswer) keyContacts: ContactAnswer[];
  @Shows.many(() => LimitedPlacementAnswer) placements: LimitedPlacementAnswer[];
  @Shows.many(() => RaisedEmergencyAnswer, { of: 'those that you raised' }) emergencies: RaisedEmergencyAnswer[];
  @Shows.many(() => RecordAnswer, { of: 'what the two Virtual Schools asked one another and answered' }) supportRequests: RecordAnswer[];
  @Shows.many(() => RecordAnswer, { of: 'challenges put to you as signatory, and your answers' }) challenges: RecordAnswer[];
}

export const presentCase = (view: CaseView): CaseAnswer => ({ ...view, riskNotices: view.riskNotices.map((notice) => presentRiskNotice(notice, view)) });

export const isLimited = (view: CaseView | LimitedCaseView): view is LimitedCaseView => 'limited' in view;

export class CaseListItemAnswer {
  @Shows.text() reference: string;
  @Shows.text() preferredName: string;
  @Shows.date() bornOn: string;
  @Shows.text() homeAuthorityCode: string;
  @Shows.text() homeAuthorityName: string;
  @Shows.choice(Object.keys(CARE_STATUSES)) careStatus: string;
  @Shows.text({ nullable: true }) keyWorkerName: string | null;
  @Shows.texts() providerNames: string[];
  @Shows.date({ nullable: true, of: 'the day on which the case ended' }) endedOn: string | null;
  @Shows.number() openDuties: number;
  @Shows.number() missedDuties: number;
  @Shows.instant({ nullable: true, of: 'when the next open duty would be missed' }) nextDueAt: Date | null;
}

export class CaseListAnswer {
  @Shows.many(() => CaseListItemAnswer) items: CaseListItemAnswer[];
  @Shows.number() total: number;
  @Shows.flag({ of: 'whether nobody was found by what was typed, and these by what is like it' }) similar: boolean;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}
