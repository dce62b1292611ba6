import { Injectable } from '@nestjs/common';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { activationBlockers } from '../domain/agreement/activation-blockers.js';
import { canInOrganisation, ORGANISATION_PERMISSIONS, type Actor, type OrganisationAction } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { notFound } from '../errors.js';
import { draftOf, type AgreementRow, type AgreementView } from './agreement-view.js';
import { reviveInstants } from '../young-people/revive-instants.js';
import { AGREEMENTS_SQL } from './agreement-view-sql.js';

const ACTIONS = (Object.keys(ORGANISATION_PERMISSIONS) as OrganisationAction[]).filter((action) => action.startsWith('agreement.'));
const VIRTUAL_SCHOOL: readonly string[] = ['key-contact', 'virtual-head'];

@Injectable()
export class AgreementList {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The agreements of somebody's provider, of their Virtual School, and of others with providers in its area; ended ones last. */
  async listAgreements(actor: Actor): Promise<AgreementView[]> {
    return this.unitOfWork.run(() => load(actor, null));
  }

  /** One of these. Errors: NOT_FOUND. */
  async readAgreement(actor: Actor, agreementId: number): Promise<AgreementView> {
    const [view] = await this.unitOfWork.run(() => load(actor, agreementId));
    if (!view) throw notFound('agreement');
    return view;
  }
}

async function load(actor: Actor, agreementId: number | null): Promise<AgreementView[]> {
  const { manager, now } = transaction();
  const readers: readonly string[] = ORGANISATION_PERMISSIONS['agreement.read'];
  const authorities = actor.posts.flatMap((held) => (VIRTUAL_SCHOOL.includes(held.post) ? (held.authorityCode ?? []) : []));
  const providers = actor.posts.flatMap((held) => (readers.includes(held.post) ? (held.providerId ?? []) : []));
  const rows = await manager.query<AgreementRow[]>(AGREEMENTS_SQL, [londonDate(now), authorities, providers, agreementId]);
  return rows.map((row) => ({
    ...reviveInstants(row),
    blockers: row.state === 'draft' ? activationBlockers(draftOf(row)) : [],
    allowed: ACTIONS.filter((action) => canInOrganisation(actor, action, row.authority.code, row.provider.id)),
  }));
}
