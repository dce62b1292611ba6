import { AuditEvent } from '../audit/audit-event.entity.js';
import { DutyRelease } from '../duties/duty-release.entity.js';
import { DutyRow } from '../duties/duty.entity.js';
import { Emergency } from '../emergencies/emergency.entity.js';
import { EscalationNote } from '../escalations/escalation-note.entity.js';
import { Escalation } from '../escalations/escalation.entity.js';
import { ImportBatch } from '../imports/import-batch.entity.js';
import { Installation } from '../installation/installation.entity.js';
import { MessageNotice } from '../notifications/message-notice.entity.js';
import { Message } from '../notifications/message.entity.js';
import { Notice } from '../notifications/notice.entity.js';
import { Authority } from '../organisations/authority.entity.js';
import { Provider } from '../organisations/provider.entity.js';
import { Person } from '../people/person.entity.js';
import { PostHolding } from '../people/post-holding.entity.js';
import { KeyWorkerNotice } from '../placements/key-worker-notice.entity.js';
import { PlacementEnding } from '../placements/placement-ending.entity.js';
import { Placement } from '../placements/placement.entity.js';
import { PlanAgreement } from '../plans/plan-agreement.entity.js';
import { Plan } from '../plans/plan.entity.js';
import { Review } from '../reviews/review.entity.js';
import { ProfessionalsMeeting } from '../risk-notices/professionals-meeting.entity.js';
import { RiskAcknowledgement } from '../risk-notices/risk-acknowledgement.entity.js';
import { RiskCall } from '../risk-notices/risk-call.entity.js';
import { RiskNotice } from '../risk-notices/risk-notice.entity.js';
import { AccessToken } from '../sign-in/access-token.entity.js';
import { Session } from '../sign-in/session.entity.js';
import { SignInAttempt } from '../sign-in/sign-in-attempt.entity.js';
import { KeyWorkerAssignment } from '../young-people/key-worker-assignment.entity.js';
import { YoungPerson } from '../young-people/young-person.entity.js';

/** Every table the application reads and writes. */
export const ENTITIES = [
  AccessToken, AuditEvent, Authority, DutyRelease, DutyRow, Emergency, Escalation, EscalationNote, ImportBatch, Installation,
  KeyWorkerAssignment, KeyWorkerNotice, Message, MessageNotice, Notice, Person, Placement, PlacementEnding, Plan, PlanAgreement,
  PostHolding, ProfessionalsMeeting, Provider, Review, RiskAcknowledgement, RiskCall, RiskNotice, Session, SignInAttempt, YoungPerson,
];
