import type { EntityManager } from 'typeorm';
import { agreementOfDuty, canBeHeld, postsApproving } from '../domain/agreement/holds.js';
import { ORGANISATION_RECORD_KINDS, type Field, type OrganisationHoldKind } from '../domain/agreement/records.js';
import type { Role } from '../domain/agreement/roles.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { invalid } from '../errors.js';
import { approversAt, namedIn, type Approver } from '../records/approvers.js';
import { holdDaysFaults } from '../records/hold-faults.js';
import type { RecordInput } from '../records/record-form.js';
import type { OrganisationRecord } from './organisation-record.entity.js';

type Fields = Readonly<Record<string, Field>>;
const { approvedBy: APPROVER } = ORGANISATION_RECORD_KINDS['provider-hold'].fields;

/** Who may approve a hold on a duty owed by these roles: somebody in post at the authority that has it, other than whoever records it or owes it. */
export function holdApprovers(manager: EntityManager, areaCode: string, owedBy: readonly Role[], today: LocalDate, recorderId: number): Promise<Approver[]> {
  const posts = postsApproving(APPROVER.posts, owedBy);
  return approversAt(manager, areaCode, posts, today, recorderId, APPROVER.posts.filter((post) => !posts.includes(post)));
}

/**
 * Who approved a hold on a duty of an organisation, as the record keeps it. Errors: INVALID (UNKNOWN_DUTY where the duty is not an open one of
 * this provider, authority or agreement; TOO_EARLY, TOO_LATE of its end; NOT_IN_POST of the approver).
 */
export async function holdApproved(manager: EntityManager, { owner, areaCode, kind, input, today, recorderId }: { owner: Pick<OrganisationRecord, 'providerId' | 'authorityCode' | 'agreementId'>; areaCode: string; kind: OrganisationHoldKind; input: RecordInput; today: LocalDate; recorderId: number }): Promise<Record<string, string>> {
  const key = String(input.dutyKey);
  const [duty] = await manager.query<{ owedBy: Role[] }[]>(
    `SELECT owed_by AS "owedBy" FROM duty WHERE key = $1 AND outcome = 'open' AND (provider_id = $2 OR authority_code = $3)`, [key, owner.providerId, owner.authorityCode]);
  const isHere = duty !== undefined && agreementOfDuty(key) === owner.agreementId && canBeHeld(key);
  const faults = [
    !isHere && { code: 'UNKNOWN_DUTY', field: 'dutyKey', sentence: 'This is not an open duty here that can be put on hold. Start from its line on the page of the organisation.' },
    ...holdDaysFaults(input.happenedOn, String(input.until), today),
  ].filter((reason) => reason !== false);
  if (duty === undefined || faults.length > 0) throw invalid(faults);
  const fields: Fields = { ...ORGANISATION_RECORD_KINDS[kind].fields, approvedBy: { ...APPROVER, posts: postsApproving(APPROVER.posts, duty.owedBy) } };
  return namedIn(fields, input, () => holdApprovers(manager, areaCode, duty.owedBy, today, recorderId));
}
