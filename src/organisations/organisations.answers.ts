import { CLAUSES } from '../domain/agreement/clauses.js';
import { HOLD_RECORDS } from '../domain/agreement/records/holds.js';
import { ORGANISATION_RECORD_KINDS } from '../domain/agreement/records.js';
import { POSTS } from '../domain/agreement/roles.js';
import { Shows } from '../web/api/shows.js';

export class OrganisationPersonAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.text({ nullable: true }) phone: string | null;
  @Shows.choice(Object.keys(POSTS)) post: string;
  @Shows.text({ nullable: true }) team: string | null;
}

export class OrganisationAgreementAnswer {
  @Shows.id() id: number;
  @Shows.text({ of: 'the other party' }) withName: string;
  @Shows.text({ of: 'the authority whose Virtual School signed' }) authorityCode: string;
  @Shows.date() signedOn: string;
  @Shows.date({ nullable: true }) endedOn: string | null;
}

export class HoldOfferAnswer {
  @Shows.choice(Object.keys(HOLD_RECORDS)) kind: string;
  @Shows.id({ nullable: true, of: 'of one under an agreement: which' }) agreementId: number | null;
}

export class OrganisationDutyAnswer {
  @Shows.id() id: number;
  @Shows.text() key: string;
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.texts() owedBy: string[];
  @Shows.date({ nullable: true }) dueOn: string | null;
  @Shows.instant({ nullable: true }) missedFrom: Date | null;
  @Shows.text() why: string;
  @Shows.choice(['open', 'met', 'no longer owed']) outcome: string;
  @Shows.date({ nullable: true }) metOn: string | null;
  @Shows.text({ nullable: true }) because: string | null;
  @Shows.flag() late: boolean;
  @Shows.id({ nullable: true }) escalationId: number | null;
  @Shows.id({ nullable: true, of: 'the recorded reason why it is no longer owed, for whoever may take it back' }) releaseId: number | null;
  @Shows.choice(['open', 'missed', 'met', 'met late', 'no longer owed']) status: string;
  @Shows.date({ nullable: true, of: 'the day on which its last hold ends or ended' }) heldUntil: string | null;
  @Shows.one(() => HoldOfferAnswer, { nullable: true, of: 'how you may put it on hold; null where you may not' }) hold: HoldOfferAnswer | null;
}

export class OrganisationRecordAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(ORGANISATION_RECORD_KINDS)) kind: string;
  @Shows.id({ nullable: true }) agreementId: number | null;
  @Shows.id({ nullable: true, of: 'what it answers' }) aboutId: number | null;
  @Shows.date() happenedOn: string;
  @Shows.fields({ of: 'choices, dates, numbers and ticks, by the names of the kind’s fields' }) details: object;
  @Shows.fields({ of: 'what was written freely' }) words: object;
  @Shows.id({ nullable: true }) recordedById: number | null;
  @Shows.text() recordedByName: string;
  @Shows.flag({ of: 'whether you may correct it or take it back' }) mayCorrect: boolean;
}

export class OrganisationCorrectionAnswer {
  @Shows.id() id: number;
  @Shows.choice(['organisation-record', 'post-holding', 'duty-release', 'person', 'provider', 'designated-person-notice']) fact: string;
  @Shows.id() factId: number;
  @Shows.text({ of: 'the kind of record, the post, the clause of the duty that was no longer owed, the name of the person or provider, or of the designated person who was acknowledged' }) what: string;
  @Shows.text({ nullable: true, of: 'whose time in post it is; null for the others' }) whose: string | null;
  @Shows.fields({ of: 'what it said' }) before: object;
  @Shows.fields({ nullable: true, of: 'what it says; null where it was taken back' }) after: object | null;
  @Shows.text() reason: string;
  @Shows.text() correctedByName: string;
  @Shows.instant() correctedAt: Date;
}

export class PartnerToldAnswer {
  @Shows.text() name: string;
  @Shows.text({ nullable: true }) organisationName: string | null;
  @Shows.instant() sentAt: Date;
  @Shows.instant({ nullable: true }) acknowledgedAt: Date | null;
  @Shows.text({ nullable: true, of: 'they themselves, who covers for them, or came after' }) acknowledgedByName: string | null;
  @Shows.id({ nullable: true, of: 'for whoever may take it back' }) acknowledgementId: number | null;
}

export class PartnersToldAnswer {
  @Shows.id() holdingId: number;
  @Shows.text({ of: 'the new designated person' }) name: string;
  @Shows.date() fromOn: string;
  @Shows.flag({ of: 'whether they were named by mistake, and never in post' }) isTakenBack: boolean;
  @Shows.many(() => PartnerToldAnswer) told: PartnerToldAnswer[];
}

export class RecordOfferAnswer {
  @Shows.choice(Object.keys(ORGANISATION_RECORD_KINDS)) kind: string;
  @Shows.text() text: string;
  @Shows.id({ nullable: true }) agreementId: number | null;
  @Shows.id({ nullable: true, of: 'what it answers' }) aboutId: number | null;
}

/** A provider or an authority, with its own duties. */
export class OrganisationAnswer {
  @Shows.choice(['provider', 'authority']) kind: string;
  @Shows.text({ of: "the provider's number or the authority's code" }) id: string;
  @Shows.text() name: string;
  @Shows.text() areaCode: string;
  @Shows.text() areaName: string;
  @Shows.many(() => OrganisationPersonAnswer) people: OrganisationPersonAnswer[];
  @Shows.many(() => OrganisationAgreementAnswer) agreements: OrganisationAgreementAnswer[];
  @Shows.many(() => OrganisationDutyAnswer) duties: OrganisationDutyAnswer[];
  @Shows.many(() => OrganisationRecordAnswer) records: OrganisationRecordAnswer[];
  @Shows.many(() => OrganisationCorrectionAnswer) corrections: OrganisationCorrectionAnswer[];
  @Shows.many(() => PartnersToldAnswer, { of: 'of a provider: who was told of each new designated person, the latest first (EP2)' }) partnersTold: PartnersToldAnswer[];
  @Shows.many(() => RecordOfferAnswer, { of: 'what you may record here' }) offers: RecordOfferAnswer[];
}
