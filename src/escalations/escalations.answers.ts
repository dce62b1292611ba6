import { CLAUSES } from '../domain/agreement/clauses.js';
import { HOLD_RECORDS } from '../domain/agreement/records/holds.js';
import { ROLES } from '../domain/agreement/roles.js';
import { RoleHolderAnswer } from '../young-people/contact.answers.js';
import { Shows } from '../web/api/shows.js';

export class QueuePersonAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
}

export class QueueNoteAnswer {
  @Shows.choice(['taken', 'note', 'handed-over', 'resolved']) kind: string;
  @Shows.text() text: string;
  @Shows.text() writtenBy: string;
  @Shows.instant() writtenAt: Date;
}

/** A missed duty in the escalation queue. */
export class QueueItemAnswer {
  @Shows.id() id: number;
  @Shows.number({ of: '1 to 3' }) level: number;
  @Shows.number({ of: 'grows with everything done to it; the ETag' }) version: number;
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.text() dutyKey: string;
  @Shows.texts({ of: `roles: ${Object.keys(ROLES).join(', ')}` }) owedBy: string[];
  @Shows.text({ of: 'why it was due then' }) why: string;
  @Shows.text({ nullable: true, of: 'null for a duty of a provider or an authority itself' }) caseReference: string | null;
  @Shows.text({ nullable: true, of: 'null for the Director; the name of the organisation whose duty it is' }) preferredName: string | null;
  @Shows.id({ nullable: true, of: 'the provider whose own duty it is' }) ofProviderId: number | null;
  @Shows.text({ nullable: true, of: 'the authority whose own duty it is' }) ofAuthorityCode: string | null;
  @Shows.text() homeAuthorityCode: string;
  @Shows.text() homeAuthorityName: string;
  @Shows.text({ nullable: true }) providerName: string | null;
  @Shows.instant() missedFrom: Date;
  @Shows.number({ of: 'whole days since it was due; until it was closed' }) daysOver: number;
  @Shows.instant() openedAt: Date;
  @Shows.instant({ of: 'since when it is at this level' }) levelAt: Date;
  @Shows.one(() => QueuePersonAnswer, { nullable: true }) takenBy: QueuePersonAnswer | null;
  @Shows.instant({ nullable: true }) takenAt: Date | null;
  @Shows.instant({ nullable: true }) closedAt: Date | null;
  @Shows.text({ nullable: true, of: 'null for the Director' }) closedBecause: string | null;
  @Shows.many(() => QueueNoteAnswer) notes: QueueNoteAnswer[];
}

/** An item as somebody has it before them. */
export class QueueItemOnDeskAnswer extends QueueItemAnswer {
  @Shows.many(() => RoleHolderAnswer, { of: 'who owes it now, or stands in, with how to reach them; none for the Director' }) owers: RoleHolderAnswer[];
  @Shows.texts({ of: 'what you may do: escalation.take, escalation.note, escalation.hand-over, escalation.resolve' }) allowed: string[];
  @Shows.choice(['hold', ...Object.keys(HOLD_RECORDS)], { nullable: true, of: 'the kind of record by which you may ask to put it on hold' }) holdBy: string | null;
}

export class LevelCountAnswer {
  @Shows.number({ of: '1 to 3' }) level: number;
  @Shows.number() count: number;
}

export class QueueAnswer {
  @Shows.many(() => QueueItemAnswer) items: QueueItemAnswer[];
  @Shows.number() total: number;
  @Shows.many(() => LevelCountAnswer) counts: LevelCountAnswer[];
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}
