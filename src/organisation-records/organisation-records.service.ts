import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { isOrganisationHold, isOrganisationHoldDecision } from '../domain/agreement/holds.js';
import { ORGANISATION_RECORD_KINDS, type OrganisationRecordKind, type RecordKind } from '../domain/agreement/records.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { invalid, notAllowed, notFound } from '../errors.js';
import { happenedOn } from '../happened.js';
import { Authority } from '../organisations/authority.entity.js';
import { Provider } from '../organisations/provider.entity.js';
import type { RecordInput } from '../records/record-form.js';
import { saidIn } from '../records/said-in.js';
import { ownParty } from './may-correct-record.js';
import { refuseDeciding, refuseHold } from './organisation-holds.js';
import { OrganisationRecord } from './organisation-record.entity.js';

/** Whose record it is: a provider's, an authority's, or an agreement's with its provider. */
export interface RecordOwner {
  providerId: number | null;
  authorityCode: string | null;
  agreementId: number | null;
}

/** Kinds that people record here; the review of an agreement has a page of its own. */
export type PlainKind = Exclude<OrganisationRecordKind, 'agreement-review'>;

/** What providers, authorities and the parties of an agreement record about themselves (EP6, VS2, VS7, IM3, IM4), and holds on what they owe. */
@Injectable()
export class OrganisationRecordsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** Records it; the organisation's duties follow. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (WRONG_ORGANISATION, WRONG_PARTY, IN_THE_FUTURE; UNKNOWN_RECORD, NOT_ASKED, TOO_EARLY of an answer; UNKNOWN_DUTY, TOO_EARLY, TOO_LATE of a hold); of a decision on a hold also SECOND_PERSON, ALREADY_DECIDED, HOLD_OVER, NOT_TODAY. */
  async record(actor: Actor, owner: RecordOwner, kind: PlainKind, input: RecordInput): Promise<OrganisationRecord> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const row: RecordKind = ORGANISATION_RECORD_KINDS[kind];
      const areaCode = await areaOf(owner);
      if (!canInOrganisation(actor, `${kind}.record`, areaCode, owner.providerId)) throw notAllowed(row.ask.charAt(0).toLowerCase() + row.ask.slice(1));
      refuseWrongOwner(owner, row);
      if (kind === 'publicised') refuseOtherParty(actor, owner, input);
      const today = londonDate(now);
      const about = row.about === undefined ? null : await answered(owner, row.about, input.aboutId);
      if (about && isOrganisationHoldDecision(kind)) await refuseDeciding(manager, actor, about, { areaCode, input, today });
      else if (about && !isAsked(actor, about)) throw invalid([{ code: 'NOT_ASKED', field: 'aboutId', sentence: 'This challenge was put to the signatory: they answer it.' }]);
      const day = happenedOn('happenedOn', input.happenedOn, now, about ? { on: about.happenedOn, what: 'what it answers' } : undefined);
      if (isOrganisationHold(kind)) await refuseHold(manager, owner, input, today);
      const { details, words } = saidIn(row, input);
      const record = await manager.save(OrganisationRecord, {
        ...owner, aboutId: about?.id ?? null, kind, happenedOn: day, details, words, recordedBy: actor.personId, recordedAt: now, takenBackAt: null,
      });
      await this.audit.record(actor.personId, { name: `${kind}.record`, subject: `organisation-record-${record.id}`, fields: Object.keys(input) });
      if (owner.providerId !== null) await this.duties.rederiveProviders([owner.providerId]);
      if (owner.authorityCode !== null) await this.duties.rederiveAuthorities([owner.authorityCode]);
      return record;
    });
  }
}

/** The authority whose record it is, or in whose area the provider is; of an agreement the one whose Virtual School signs it. Errors: NOT_FOUND. */
export async function areaOf({ providerId, authorityCode, agreementId }: RecordOwner): Promise<string> {
  const { manager } = transaction();
  if (providerId === null) {
    if (!(await manager.existsBy(Authority, { code: authorityCode ?? '' }))) throw notFound('authority');
    return authorityCode ?? '';
  }
  const provider = await manager.findOneBy(Provider, { id: providerId });
  if (!provider) throw notFound('provider');
  if (agreementId === null) return provider.authorityCode;
  const [agreement] = await manager.query<{ code: string }[]>('SELECT authority_code AS code FROM agreement WHERE id = $1 AND provider_id = $2', [agreementId, providerId]);
  if (!agreement) throw notFound('agreement');
  return agreement.code;
}

function refuseWrongOwner({ providerId, agreementId }: RecordOwner, { of, name }: RecordKind): void {
  const isOf = agreementId !== null ? 'agreement' : providerId !== null ? 'provider' : 'authority';
  if (isOf !== of) throw invalid([{ code: 'WRONG_ORGANISATION', sentence: `The ${name} belongs to the ${of}: start from its page.` }]);
}

/** The record that is answered, of the same organisation. Errors: INVALID (UNKNOWN_RECORD). */
async function answered({ providerId, authorityCode, agreementId }: RecordOwner, kind: string, id: number | undefined): Promise<OrganisationRecord> {
  const about = id === undefined ? null : await transaction().manager.findOneBy(OrganisationRecord, { id, kind: kind as OrganisationRecordKind, takenBackAt: IsNull() });
  if (about?.providerId !== providerId || about.authorityCode !== authorityCode || about.agreementId !== agreementId) {
    throw invalid([{ code: 'UNKNOWN_RECORD', field: 'aboutId', sentence: 'There is nothing of this number here to answer. Start from the page of the organisation.' }]);
  }
  return about;
}

/** IM4: whether a challenge under an agreement is this person's to answer; the designated person's is also their manager's, the signatory's. */
export const isAsked = ({ posts }: Pick<Actor, 'posts'>, { details, providerId }: Pick<OrganisationRecord, 'details' | 'providerId'>): boolean =>
  posts.some((held) => held.providerId === providerId && (held.post === 'signatory' || held.post === details.to));

/** IM3: each party says how it publicised the agreement, not the other. */
function refuseOtherParty(actor: Actor, { providerId }: RecordOwner, { party }: RecordInput): void {
  if (party !== ownParty(actor, providerId)) throw invalid([{ code: 'WRONG_PARTY', field: 'party', sentence: 'Record what your own side did: the other party records its own.' }]);
}
