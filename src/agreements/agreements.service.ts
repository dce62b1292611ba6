import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { inForceFrom } from '../domain/agreement/activation-blockers.js';
import { FORM_FIELDS, type FormField, type SignatureFormValues } from '../domain/agreement/signature-form.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, invalid, notAllowed } from '../errors.js';
import { happenedOn } from '../happened.js';
import { Authority } from '../organisations/authority.entity.js';
import { Provider } from '../organisations/provider.entity.js';
import { Agreement } from './agreement.entity.js';
import { AgreementWork, expectDraft, setColumns } from './agreement-work.service.js';
import type { DiscardAgreementDto, DraftAgreementDto, EndAgreementDto, RecordConsultationDto, AgreementMeetingDto, RecordSupportDto, SignatureFormDto } from './agreements.dto.js';
import { draftOf } from './agreement-view.js';
import { formFromPosts } from './form-from-posts.js';
import { takeSignaturesBack } from './take-signatures-back.js';
import { supersede } from './supersede.js';

const FIELDS = Object.keys(FORM_FIELDS) as FormField[];

/** Making the agreement between a provider and a Virtual School, and ending it (IM1, IM2, IM5). Signatures: SignaturesService. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly work: AgreementWork,
    private readonly duties: DutiesService,
  ) {}

  /** Begins an agreement; its form comes filled in with those in post. Errors: NOT_ALLOWED, INVALID (UNKNOWN_PROVIDER, UNKNOWN_AUTHORITY), ALREADY_DRAFTED. */
  async draftAgreement(actor: Actor, { providerId, authorityCode }: DraftAgreementDto): Promise<Agreement> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      if (!(await manager.existsBy(Authority, { code: authorityCode }))) throw invalid([{ code: 'UNKNOWN_AUTHORITY', field: 'authorityCode', sentence: 'There is no such authority. Choose one of the list.' }]);
      if (!canInOrganisation(actor, 'agreement.draft', authorityCode)) throw notAllowed('draft an agreement for this Virtual School');
      const provider = await inRole('engine', () => manager.findOne(Provider, { where: { id: providerId }, lock: { mode: 'for_no_key_update' } }));
      if (!provider) throw invalid([{ code: 'UNKNOWN_PROVIDER', field: 'providerId', sentence: 'There is no such provider. Choose one of the list.' }]);
      return this.write(actor, { providerId, authorityCode, supersedesId: null }, await formFromPosts(manager, { providerId, authorityCode }, londonDate(now)), now);
    });
  }

  /**
   * IM5: drafts the amended agreement that takes this one's place. This one stays in force until that one is. The form comes filled
   * in with those in post, and from this one's form where nobody is. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_IN_FORCE, ALREADY_DRAFTED.
   */
  async draftSuccessor(actor: Actor, id: number, ifMatch: number | null): Promise<Agreement> {
    return this.work.change(actor, id, { action: 'agreement.draft', ifMatch }, async ({ agreement, view, now, today }) => {
      if (view.state !== 'in force') throw conflict('NOT_IN_FORCE', 'Only an agreement in force is amended. Draft a new one.');
      const posts = await formFromPosts(transaction().manager, agreement, today);
      const form = Object.fromEntries(FIELDS.map((field) => [field, posts[field] ?? agreement[field]])) as SignatureFormValues;
      return this.write(actor, { providerId: agreement.providerId, authorityCode: agreement.authorityCode, supersedesId: id }, form, now);
    });
  }

  private async write(actor: Actor, parties: Pick<Agreement, 'providerId' | 'authorityCode' | 'supersedesId'>, form: SignatureFormValues, now: Date): Promise<Agreement> {
    const { manager } = transaction();
    const { providerId, authorityCode } = parties;
    if (await manager.existsBy(Agreement, { providerId, authorityCode, signedOn: IsNull(), discardedAt: IsNull() })) {
      throw conflict('ALREADY_DRAFTED', 'There is a draft between these two already: go on with it, or discard it.');
    }
    const agreement = await manager.save(Agreement, { ...form, ...parties, draftedBy: actor.personId, draftedAt: now });
    await this.work.trace(actor, agreement.id, 'agreement.draft', []);
    return agreement;
  }

  /** Puts a draft away that comes to nothing; it stays on record, with why. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_A_DRAFT. */
  async discardDraft(actor: Actor, id: number, ifMatch: number | null, { because }: DiscardAgreementDto): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.discard', ifMatch, fields: ['because'] }, async ({ agreement, view, now }) => {
      expectDraft(view);
      await setColumns(agreement, { discardedAt: now, discardedBy: actor.personId, discardedBecause: because });
    });
  }

  /** IM1: the Virtual Head records that social care supports the agreement. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_A_DRAFT, INVALID (IN_THE_FUTURE). */
  async recordSupport(actor: Actor, id: number, ifMatch: number | null, dto: RecordSupportDto): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.support', ifMatch, fields: Object.keys(dto) }, async ({ agreement, view, now }) => {
      expectDraft(view);
      await setColumns(agreement, { supportedOn: happenedOn('supportedOn', dto.supportedOn, now), supportWords: dto.words, supportConfirmedBy: actor.personId });
    });
  }

  /** IM2: consulting the Virtual School of the provider's area. Errors: as recordSupport, and CONSULTATION_NOT_NEEDED. */
  async recordConsultation(actor: Actor, id: number, ifMatch: number | null, dto: RecordConsultationDto): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.consult', ifMatch, fields: Object.keys(dto) }, async ({ agreement, view, now }) => {
      expectDraft(view);
      if (view.isLocal) throw conflict('CONSULTATION_NOT_NEEDED', 'This is the Virtual School of the area the provider is in: nobody else has to be consulted.');
      await setColumns(agreement, { consultedOn: happenedOn('consultedOn', dto.consultedOn, now), consultedWhom: dto.withWhom, consultationOutcome: dto.outcome });
    });
  }

  /** IM2: the formal meeting, and by what right the signatory signs for the provider. Errors: as recordSupport. */
  async recordMeeting(actor: Actor, id: number, ifMatch: number | null, dto: AgreementMeetingDto): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.meet', ifMatch, fields: Object.keys(dto) }, async ({ agreement, view, now }) => {
      expectDraft(view);
      await setColumns(agreement, { meetingOn: happenedOn('meetingOn', dto.meetingOn, now), signatoryRank: dto.signatoryRank });
    });
  }

  /** Fills in the form. Where a line changes, what was signed was another form: signatures are taken back. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_A_DRAFT. */
  async fillForm(actor: Actor, id: number, ifMatch: number | null, dto: SignatureFormDto): Promise<void> {
    const form = Object.fromEntries(FIELDS.map((field) => [field, dto[field] ?? null])) as SignatureFormValues;
    await this.work.change(actor, id, { action: 'agreement.fill', ifMatch, fields: Object.keys(dto) }, async ({ agreement, view, now }) => {
      expectDraft(view);
      if (FIELDS.every((field) => form[field] === agreement[field])) return;
      await setColumns(agreement, form);
      await takeSignaturesBack(agreement.id, now);
    });
  }

  /**
   * IM1, IM2: brings the agreement into force as of the day of the meeting or of the last signature, whichever came later; the one whose
   * place it takes ends the day before. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_A_DRAFT; NOT_READY with what is missing.
   */
  async activateAgreement(actor: Actor, id: number, ifMatch: number | null): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.activate', ifMatch }, async ({ agreement, view }) => {
      expectDraft(view);
      if (view.blockers.length > 0) throw conflict('NOT_READY', 'The agreement cannot come into force yet.', view.blockers);
      const signedOn = inForceFrom(draftOf(view));
      if (signedOn !== null) await supersede(agreement.supersedesId, { id: agreement.id, signedOn });
      await setColumns(agreement, { signedOn });
      await this.joins(agreement.authorityCode, signedOn);
    });
  }

  /** With its first agreement an authority joins: what it owes as a Virtual School begins then (VS1, VS2, VS7). */
  private async joins(authorityCode: string, signedOn: LocalDate | null): Promise<void> {
    await inRole('engine', () => transaction().manager.query('UPDATE authority SET joined_on = $2 WHERE code = $1 AND (joined_on IS NULL OR joined_on > $2)', [authorityCode, signedOn]));
    await this.duties.rederiveAuthorities([authorityCode]);
  }

  /** Ends an agreement; its history and the placements made under it stay. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_IN_FORCE, INVALID (TOO_EARLY). */
  async endAgreement(actor: Actor, id: number, ifMatch: number | null, dto: EndAgreementDto): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.end', ifMatch, fields: Object.keys(dto) }, async ({ agreement }) => {
      if (agreement.signedOn === null || agreement.endedOn !== null) throw conflict('NOT_IN_FORCE', 'Only an agreement in force, whose end is not recorded yet, can be ended.');
      if (dto.endedOn < agreement.signedOn) throw invalid([{ code: 'TOO_EARLY', field: 'endedOn', sentence: 'The last day cannot be before the agreement was signed.' }]);
      await setColumns(agreement, { endedOn: dto.endedOn, endedBecause: dto.because });
    });
  }
}
