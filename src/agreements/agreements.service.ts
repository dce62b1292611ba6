import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { FORM_FIELDS, type FormField, type SignatureFormValues } from '../domain/agreement/signature-form.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, invalid, notAllowed } from '../errors.js';
import { happenedOn } from '../happened.js';
import { Authority } from '../organisations/authority.entity.js';
import { Provider } from '../organisations/provider.entity.js';
import { Agreement } from './agreement.entity.js';
import { AgreementWork, expectDraft, setColumns } from './agreement-work.service.js';
import type { DraftAgreementDto, EndAgreementDto, RecordConsultationDto, AgreementMeetingDto, RecordSupportDto, SignatureFormDto } from './agreements.dto.js';
import { formFromPosts } from './form-from-posts.js';
import { takeSignaturesBack } from './take-signatures-back.js';

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
      const drafts = await manager.findBy(Agreement, { providerId, authorityCode });
      if (drafts.some(({ signedOn }) => signedOn === null)) throw conflict('ALREADY_DRAFTED', 'There is a draft between these two already: go on with it.');
      const form = await formFromPosts(manager, { providerId, authorityCode }, londonDate(now));
      const agreement = await manager.save(Agreement, { ...form, providerId, authorityCode, draftedBy: actor.personId, draftedAt: now });
      await this.work.trace(actor, agreement.id, 'agreement.draft', []);
      return agreement;
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

  /** IM1, IM2: brings the agreement into force as of the meeting's day. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_A_DRAFT; NOT_READY with what is missing. */
  async activateAgreement(actor: Actor, id: number, ifMatch: number | null): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.activate', ifMatch }, async ({ agreement, view }) => {
      expectDraft(view);
      if (view.blockers.length > 0) throw conflict('NOT_READY', 'The agreement cannot come into force yet.', view.blockers);
      await setColumns(agreement, { signedOn: agreement.meetingOn });
      await this.joins(agreement);
    });
  }

  /** With its first agreement an authority joins: what it owes as a Virtual School begins then (VS1, VS2, VS7). */
  private async joins({ authorityCode, meetingOn }: Agreement): Promise<void> {
    await inRole('engine', () => transaction().manager.update(Authority, { code: authorityCode, joinedOn: IsNull() }, { joinedOn: meetingOn }));
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
