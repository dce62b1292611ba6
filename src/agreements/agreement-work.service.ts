import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type Actor, type OrganisationAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { changedSince, conflict, notAllowed } from '../errors.js';
import { AgreementList } from './agreement-list.service.js';
import type { AgreementView } from './agreement-view.js';
import { Agreement } from './agreement.entity.js';

/** An agreement that somebody has opened and may change, within the running transaction. */
export interface OpenAgreement {
  agreement: Agreement;
  view: AgreementView;
  now: Date;
  /** Today in Europe/London. */
  today: LocalDate;
}

export interface AgreementChange {
  action: OrganisationAction;
  /** The version that the change is meant for; null is any. */
  ifMatch: number | null;
  /** Names of the fields recorded. */
  fields?: string[];
}

const WORDS: Partial<Record<OrganisationAction, string>> = {
  'agreement.draft': 'draft an agreement for this Virtual School',
  'agreement.discard': 'discard the draft: its Virtual School does',
  'agreement.support': 'record that social care supports the agreement: its Virtual Head does',
  'agreement.consult': 'record the consultation',
  'agreement.meet': 'record the formal meeting',
  'agreement.fill': 'fill in the signature form',
  'agreement.sign': 'sign the agreement: the Virtual Head and the provider’s signatory do',
  'agreement.record-signature': 'record a signature',
  'agreement.activate': 'bring the agreement into force: its Virtual Head does',
  'agreement.end': 'end the agreement',
  'agreement.correct': 'correct what is recorded of the agreement: its two parties do',
  'agreement.review': 'write this part of the review: the Virtual School does',
  'agreement.sign-review': 'sign the review: the Virtual Head and the provider’s signatory do',
  'agreement.record-review-signature': 'record a signature of the review',
  'agreement.review-for-provider': 'write the provider’s half of the review: its designated person or its signatory does',
};

/** The one way to change an agreement: opens it, asks the policy, and writes fact, trail and the provider's duties together. */
@Injectable()
export class AgreementWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: AgreementList,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, and what `work` refuses. */
  async change<T>(actor: Actor, agreementId: number, { action, ifMatch, fields = [] }: AgreementChange, work: (opened: OpenAgreement) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(async ({ manager, nowThatLocked }) => {
      // The provider first, as deriving its duties does: two agreements of one provider come into force one after the other.
      await inRole('engine', () => manager.query('SELECT FROM provider WHERE id = (SELECT provider_id FROM agreement WHERE id = $1) FOR NO KEY UPDATE', [agreementId]));
      const now = await nowThatLocked();
      const view = await this.list.readAgreement(actor, agreementId);
      if (!canInOrganisation(actor, action, view.authority.code, view.provider.id)) throw notAllowed(WORDS[action] ?? 'change the agreement');
      if (ifMatch !== null && ifMatch !== view.version) throw changedSince('agreement');
      const agreement = await manager.findOneByOrFail(Agreement, { id: agreementId });
      const result = await work({ agreement, view, now, today: londonDate(now) });
      await manager.increment(Agreement, { id: agreementId }, 'version', 1);
      await this.trace(actor, agreementId, action, fields);
      await this.duties.rederiveProviders([view.provider.id]);
      return result;
    });
  }

  /** Writes to the trail what was done with an agreement. */
  async trace(actor: Actor, agreementId: number, name: OrganisationAction, fields: string[]): Promise<void> {
    await this.audit.record(actor.personId, { name, subject: `agreement-${agreementId}`, fields });
  }
}

/** Errors: NOT_A_DRAFT. */
export function expectDraft({ state }: AgreementView): void {
  if (state === 'discarded') throw conflict('NOT_A_DRAFT', 'This draft has been discarded. Draft another one.');
  if (state !== 'draft') throw conflict('NOT_A_DRAFT', 'This agreement has been signed and brought into force: what was recorded wrongly is corrected there, with a reason.');
}

/** Writes columns of an agreement in the running transaction. */
export async function setColumns({ id }: Agreement, columns: Partial<Agreement>): Promise<void> {
  await transaction().manager.update(Agreement, { id }, columns);
}
