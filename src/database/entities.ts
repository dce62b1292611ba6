import { Absence } from '../absences/absence.entity.js';
import { AgreementReview } from '../agreements/agreement-review.entity.js';
import { AgreementSignature } from '../agreements/agreement-signature.entity.js';
import { Agreement } from '../agreements/agreement.entity.js';
import { Approval } from '../approvals/approval.entity.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { CalendarAddition } from '../bank-holidays/calendar-addition.entity.js';
import { CalendarAlert } from '../bank-holidays/calendar-alert.entity.js';
import { BrandingRow } from '../branding/branding.entity.js';
import { CaseAdmission } from '../case-access/case-admission.entity.js';
import { CaseExclusion } from '../case-access/case-exclusion.entity.js';
import { CaseRestriction } from '../case-access/case-restriction.entity.js';
import { Correction } from '../corrections/correction.entity.js';
import { Draft } from '../drafts/draft.entity.js';
import { DutyRelease } from '../duties/duty-release.entity.js';
import { DutyRow } from '../duties/duty.entity.js';
import { Emergency } from '../emergencies/emergency.entity.js';
import { StatusLetterRow } from '../entitlements/status-letter.entity.js';
import { EntryLink } from '../entry/entry-link.entity.js';
import { YoungPersonPin } from '../entry/young-person-pin.entity.js';
import { EscalationNote } from '../escalations/escalation-note.entity.js';
import { Escalation } from '../escalations/escalation.entity.js';
import { EmergencyAccess } from '../emergency-access/emergency-access.entity.js';
import { MistakeAlert } from '../mistaken-cases/mistake-alert.entity.js';
import { EmergencyAlert } from '../emergency-access/emergency-alert.entity.js';
import { Feedback } from '../feedback/feedback.entity.js';
import { ImportBatch } from '../imports/import-batch.entity.js';
import { InspectionCase } from '../inspections/inspection-case.entity.js';
import { InspectionGrant } from '../inspections/inspection-grant.entity.js';
import { Installation } from '../installation/installation.entity.js';
import { LongWorkRow } from '../long-work/long-work.entity.js';
import { MessageNotice } from '../notifications/message-notice.entity.js';
import { Message } from '../notifications/message.entity.js';
import { Notice } from '../notifications/notice.entity.js';
import { OrganisationCorrection } from '../organisation-records/organisation-correction.entity.js';
import { OrganisationRecord } from '../organisation-records/organisation-record.entity.js';
import { Authority } from '../organisations/authority.entity.js';
import { Provider } from '../organisations/provider.entity.js';
import { ContactCheck } from '../people/contact-check.entity.js';
import { DesignatedPersonNotice } from '../people/designated-person-notice.entity.js';
import { SubjectRequestAlert } from '../own-file/subject-request-alert.entity.js';
import { SubjectRequest } from '../own-file/subject-request.entity.js';
import { Person } from '../people/person.entity.js';
import { PostHolding } from '../people/post-holding.entity.js';
import { KeyWorkerNotice } from '../placements/key-worker-notice.entity.js';
import { PlacementEnding } from '../placements/placement-ending.entity.js';
import { Placement } from '../placements/placement.entity.js';
import { PlanAgreement } from '../plans/plan-agreement.entity.js';
import { PlanSection } from '../plans/plan-section.entity.js';
import { PublishedCounts, PublishedFigures } from '../figures/published-figures.entity.js';
import { Plan } from '../plans/plan.entity.js';
import { CaseRecord } from '../records/record.entity.js';
import { LegalHoldRow } from '../retention/legal-hold.entity.js';
import { RetentionScheduleRow } from '../retention/retention-schedule.entity.js';
import { Review } from '../reviews/review.entity.js';
import { ProfessionalsMeeting } from '../risk-notices/professionals-meeting.entity.js';
import { RiskAcknowledgement } from '../risk-notices/risk-acknowledgement.entity.js';
import { RiskCall } from '../risk-notices/risk-call.entity.js';
import { RiskNotice } from '../risk-notices/risk-notice.entity.js';
import { SettingValue } from '../settings/setting-value.entity.js';
import { Disclosure } from '../sharing/disclosure.entity.js';
import { ExternalIdentity } from '../single-sign-on/external-identity.entity.js';
import { IdentityLink } from '../single-sign-on/identity-link.entity.js';
import { IdentityProvider, IdentityProviderSecret } from '../single-sign-on/identity-provider.entity.js';
import { Rescue } from '../single-sign-on/rescue.entity.js';
import { SignInFlow } from '../single-sign-on/sign-in-flow.entity.js';
import { AccessToken } from '../sign-in/access-token.entity.js';
import { Invitation } from '../sign-in/invitations/invitation.entity.js';
import { Credential } from '../sign-in/passwords/credential.entity.js';
import { PasskeyChallenge } from '../sign-in/second-factors/passkey-challenge.entity.js';
import { Passkey } from '../sign-in/second-factors/passkey.entity.js';
import { RecoveryCode } from '../sign-in/second-factors/recovery-code.entity.js';
import { TotpFactor } from '../sign-in/second-factors/totp-factor.entity.js';
import { SavedView } from '../saved-views/saved-view.entity.js';
import { Session } from '../sign-in/session.entity.js';
import { SignInAttempt } from '../sign-in/sign-in-attempt.entity.js';
import { SignInStep } from '../sign-in/steps/sign-in-step.entity.js';
import { KeyWorkerAssignment } from '../young-people/key-worker-assignment.entity.js';
import { YoungPerson } from '../young-people/young-person.entity.js';

/** Every table the application reads and writes. */
export const ENTITIES = [
  Approval, ExternalIdentity, IdentityLink, IdentityProvider, IdentityProviderSecret, Rescue, SignInFlow,
  Absence, AccessToken, Agreement, AgreementReview, AgreementSignature, AuditEvent, Authority, BrandingRow, CalendarAddition, CalendarAlert, CaseAdmission, CaseExclusion, CaseRecord, CaseRestriction, ContactCheck, Correction, DesignatedPersonNotice, Draft, DutyRelease, DutyRow, Emergency, EmergencyAccess, EmergencyAlert, Escalation, EscalationNote, Feedback, ImportBatch, InspectionCase, InspectionGrant, Installation, MistakeAlert, KeyWorkerAssignment, KeyWorkerNotice, Message, MessageNotice, Notice, OrganisationCorrection, OrganisationRecord, Person, Placement, PlacementEnding, Plan, PlanAgreement, PlanSection, LongWorkRow, PublishedCounts, PublishedFigures,
  PostHolding, ProfessionalsMeeting, Provider, Review, RiskAcknowledgement, RiskCall, RiskNotice, SavedView, Session, SettingValue, SignInAttempt, StatusLetterRow, YoungPerson,
  Credential, Invitation, Passkey, PasskeyChallenge, RecoveryCode, SignInStep, TotpFactor,
  Disclosure, EntryLink, LegalHoldRow, RetentionScheduleRow, SubjectRequest, SubjectRequestAlert, YoungPersonPin,
];
