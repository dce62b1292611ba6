import { Injectable } from '@nestjs/common';
import { inRole, transaction } from '../database/unit-of-work.js';
import { correctionFaults, firstDayOf, mayCorrectLine, SIGNER_LINES, type MadeAgreement } from '../domain/agreement/agreement-corrections.js';
import { FORM_FIELDS, SIGNING_PARTIES, type FormField, type SigningParty } from '../domain/agreement/signature-form.js';
import { canInOrganisation, type Actor, type OrganisationAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { happenedOn } from '../happened.js';
import { OrganisationCorrection } from '../organisation-records/organisation-correction.entity.js';
import type { CorrectConsultationDto, CorrectEndingDto, CorrectFormDto, CorrectMeetingDto, CorrectSignatureDto, CorrectSupportDto } from './agreement-corrections.dto.js';
import { AgreementSignature } from './agreement-signature.entity.js';
import { draftOf, type AgreementView, type SignatureView } from './agreement-view.js';
import { AgreementWork, setColumns, type OpenAgreement } from './agreement-work.service.js';
import type { Agreement } from './agreement.entity.js';
import { supersede, supersededBecause } from './supersede.js';

/** What is different after a correction: columns of the agreement, of a signature, and what the law reads of both. */
interface Change {
  columns?: Partial<Agreement>;
  signature?: { id: number; party: SigningParty; columns: { signedOn: LocalDate; witness: string } };
  /** What each of them said. */
  before: Record<string, string | null>;
  after: Record<string, string | null>;
  made: Partial<MadeAgreement>;
}

/** What was recorded of an agreement that is in force or was, put right with a reason: both sides are kept, and duties follow (IM1, IM2). How it was publicised (IM3) and its reviews (IM5): OrganisationCorrections. */
@Injectable()
export class AgreementCorrections {
  constructor(
    private readonly work: AgreementWork,
    private readonly duties: DutiesService,
  ) {}

  /** IM1. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, NOT_MADE_YET, ALREADY_SO, INVALID (IN_THE_FUTURE), NOT_SO with what stands against it. */
  async correctSupport(actor: Actor, id: number, ifMatch: number | null, dto: CorrectSupportDto): Promise<void> {
    await this.correct(actor, id, { ifMatch, reason: dto.reason, action: 'agreement.support' }, ({ agreement, now }) => {
      const supportedOn = happenedOn('supportedOn', dto.supportedOn, now);
      return ofColumns(agreement, { supportedOn, supportWords: dto.words }, { supportedOn });
    });
  }

  /** IM2. Errors: as correctSupport, CONSULTATION_NOT_NEEDED. */
  async correctConsultation(actor: Actor, id: number, ifMatch: number | null, dto: CorrectConsultationDto): Promise<void> {
    await this.correct(actor, id, { ifMatch, reason: dto.reason, action: 'agreement.consult' }, ({ agreement, view, now }) => {
      if (view.isLocal) throw conflict('CONSULTATION_NOT_NEEDED', 'This is the Virtual School of the area the provider is in: nobody else had to be consulted.');
      const consultedOn = happenedOn('consultedOn', dto.consultedOn, now);
      return ofColumns(agreement, { consultedOn, consultedWhom: dto.withWhom, consultationOutcome: dto.outcome }, { consultedOn });
    });
  }

  /** IM2: the day and the signatory's rank; the first day in force follows. Errors: as correctSupport. */
  async correctMeeting(actor: Actor, id: number, ifMatch: number | null, dto: CorrectMeetingDto): Promise<void> {
    await this.correct(actor, id, { ifMatch, reason: dto.reason, action: 'agreement.meet' }, ({ agreement, now }) => {
      const meetingOn = happenedOn('meetingOn', dto.meetingOn, now);
      return ofColumns(agreement, { meetingOn, signatoryRank: dto.signatoryRank }, { meetingOn, signatoryRank: dto.signatoryRank });
    });
  }

  /** Lines of the form that were typed wrongly; signatures stay. Errors: as correctSupport, INVALID (OTHER_SIDE, SIGNED_SO). */
  async correctForm(actor: Actor, id: number, ifMatch: number | null, { reason, ...lines }: CorrectFormDto): Promise<void> {
    await this.correct(actor, id, { ifMatch, reason, action: 'agreement.fill' }, ({ agreement, view }) => {
      const columns = Object.fromEntries((Object.keys(FORM_FIELDS) as FormField[]).map((field) => [field, lines[field] ?? agreement[field]])) as Record<FormField, string | null>;
      const different = (Object.keys(FORM_FIELDS) as FormField[]).filter((field) => columns[field] !== agreement[field]);
      refuseOthersLines(view, different);
      return ofColumns(agreement, columns, { form: columns });
    });
  }

  /** The day and the witness of a signature on paper; the first day in force follows. Errors: as correctSupport, SIGNED_HERE. */
  async correctSignature(actor: Actor, id: number, signatureId: number, ifMatch: number | null, { reason, signedOn, witness }: CorrectSignatureDto): Promise<void> {
    await this.correct(actor, id, { ifMatch, reason, action: 'agreement.record-signature' }, ({ view, now }) => {
      const signature = view.signatures.find((one) => one.id === signatureId);
      if (!signature) throw notFound('signature');
      if (signature.how === 'signed-in') throw conflict('SIGNED_HERE', `${signature.signerName} signed here on that day. What somebody did here is not corrected; where it should not count, end the agreement or draft the amended one.`);
      const columns = { signedOn: happenedOn('signedOn', signedOn, now), witness };
      const ofParty = (said: Pick<SignatureView, 'signedOn' | 'witness'>) => ({ [`signature of ${signature.party}`]: said.signedOn, [`witness of ${signature.party}`]: said.witness });
      const signatures = view.signatures.map((one) => (one.id === signatureId ? { ...one, ...columns } : one));
      return { signature: { id: signatureId, party: signature.party, columns }, ...differing(ofParty(signature), ofParty(columns)), made: { signatures } };
    });
  }

  /** The last day of an agreement, or that it ends at all. Errors: as correctSupport, NOT_ENDED, SUPERSEDED, DECIDED_AT_REVIEW. */
  async correctEnding(actor: Actor, id: number, ifMatch: number | null, { reason, because, ...dto }: CorrectEndingDto): Promise<void> {
    const endedOn = dto.endedOn ?? null;
    await this.correct(actor, id, { ifMatch, reason, action: 'agreement.end' }, ({ agreement, view }) => {
      refuseOtherEnd(agreement, view);
      const endedBecause = endedOn === null ? null : (because ?? agreement.endedBecause);
      return ofColumns(agreement, { endedOn, endedBecause }, { endedOn });
    });
  }

  private async correct(actor: Actor, id: number, { ifMatch, reason, action }: { ifMatch: number | null; reason: string; action: OrganisationAction }, changed: (opened: OpenAgreement) => Change): Promise<void> {
    await this.work.change(actor, id, { action: 'agreement.correct', ifMatch, fields: ['reason'] }, async (opened) => {
      const { agreement, view, now } = opened;
      expectMade(agreement);
      if (!canInOrganisation(actor, action, view.authority.code, view.provider.id)) throw notAllowed('correct this: whoever records it does');
      const change = changed(opened);
      if (Object.keys(change.after).length === 0) throw conflict('ALREADY_SO', 'It says this already. Change what was wrong.');
      const before = await madeOf(agreement, view);
      const after: MadeAgreement = { ...before, ...change.made };
      const faults = correctionFaults(before, after);
      if (faults.length > 0) throw conflict('NOT_SO', 'It cannot have been so.', faults);
      const signedOn = firstDayOf(after);
      await setColumns(agreement, { ...change.columns, signedOn });
      if (change.signature) await transaction().manager.update(AgreementSignature, { id: change.signature.id }, change.signature.columns);
      if (signedOn !== agreement.signedOn) await this.follow(agreement, signedOn);
      const days = differing({ signedOn: agreement.signedOn }, { signedOn });
      await transaction().manager.insert(OrganisationCorrection, {
        providerId: agreement.providerId, authorityCode: null, fact: 'agreement', factId: id,
        before: { ...change.before, ...days.before }, after: { ...change.after, ...days.after }, reason, correctedBy: actor.personId, correctedAt: now,
      });
    });
  }

  /** What hangs on the first day in force: the last day of the one whose place it took, and since when the authority is a part of it. */
  private async follow({ id, authorityCode, supersedesId, signedOn: was }: Agreement, signedOn: string): Promise<void> {
    const { manager } = transaction();
    await supersede(supersedesId, { id, signedOn });
    await inRole('engine', () => manager.query(
      'UPDATE authority SET joined_on = (SELECT min(g.signed_on) FROM agreement g WHERE g.authority_code = authority.code) WHERE code = $1 AND (joined_on = $2 OR joined_on > $3)', [authorityCode, was, signedOn]));
    await this.duties.rederiveAuthorities([authorityCode]);
  }
}

/** Errors: NOT_MADE_YET. */
export function expectMade({ signedOn }: Pick<AgreementView, 'signedOn'>): void {
  if (signedOn === null) throw conflict('NOT_MADE_YET', 'It has not come into force: what is recorded of a draft is changed where it was recorded, without a correction.');
}

function ofColumns(agreement: Agreement, columns: Partial<Agreement>, made: Partial<MadeAgreement>): Change {
  const said = Object.fromEntries(Object.keys(columns).map((name) => [name, agreement[name as keyof Agreement]])) as Record<string, string | null>;
  return { columns, ...differing(said, columns as Record<string, string | null>), made };
}

/** Of two sides what is not the same in both. */
function differing(before: Record<string, string | null>, after: Record<string, string | null>): Pick<Change, 'before' | 'after'> {
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  const only = (side: Record<string, string | null>) => Object.fromEntries(names.map((name) => [name, side[name] ?? null]));
  return { before: only(before), after: only(after) };
}

/** What the law asks of an agreement that was made; of the one whose place it took only that it began before: its end follows. */
async function madeOf({ id, providerId, authorityCode, signedOn, endedOn, supersedesId }: Agreement, view: AgreementView): Promise<MadeAgreement> {
  const others = await transaction().manager.query<{ id: number; signedOn: string; endedOn: string | null }[]>(
    `SELECT id, signed_on AS "signedOn", CASE WHEN id = $4 AND ended_because = $5 THEN signed_on - 1 ELSE ended_on END AS "endedOn" FROM agreement
     WHERE provider_id = $1 AND authority_code = $2 AND id <> $3 AND signed_on IS NOT NULL`, [providerId, authorityCode, id, supersedesId, supersededBecause(id)]);
  return { ...draftOf(view), isSignedAlready: false, signedOn: signedOn ?? '', endedOn, firstReviewOn: view.reviews.at(-1)?.heldOn ?? null, others };
}

function refuseOthersLines(view: AgreementView, different: readonly FormField[]): void {
  const isOfVirtualSchool = view.allowed.includes('agreement.meet');
  const faults = different.flatMap((field) => {
    const signed = view.signatures.find(({ party, how }) => how === 'signed-in' && SIGNER_LINES[party].includes(field));
    if (signed) return [{ code: 'SIGNED_SO', field, sentence: `${signed.signerName} signed here under this line for ${SIGNING_PARTIES[signed.party]}. Where somebody else is in post now, put the post right; where another should sign, draft the amended agreement.` }];
    return mayCorrectLine(field, isOfVirtualSchool) ? [] : [{ code: 'OTHER_SIDE', field, sentence: 'This line is the Virtual School’s: it corrects it. Correct those of the provider.' }];
  });
  if (faults.length > 0) throw invalid(faults);
}

function refuseOtherEnd({ endedOn, endedBecause }: Agreement, { supersededBy, reviews }: AgreementView): void {
  if (endedOn === null) throw conflict('NOT_ENDED', 'No end is recorded of this agreement. End it, if it ends.');
  if (supersededBy && endedBecause === supersededBecause(supersededBy.id)) throw conflict('SUPERSEDED', 'It ended when the amended agreement took its place: correct the days of that one, and this end follows.');
  if (reviews.some(({ decision }) => decision === 'end')) throw conflict('DECIDED_AT_REVIEW', 'A review decided its end. Take that review back, and record it again if it is to end all the same.');
}
