import { DECISIONS } from '../domain/agreement/agreement-review.js';
import { FORM_FIELDS, SIGNATORY_RANKS, SIGNING_PARTIES } from '../domain/agreement/signature-form.js';
import { POSTS } from '../domain/agreement/roles.js';
import { Shows } from '../web/api/shows.js';
import { AuthorityAnswer } from '../young-people/contact.answers.js';

export class AgreementProviderAnswer {
  @Shows.id() id: number;
  @Shows.text() name: string;
  @Shows.text({ of: 'the authority in whose area it is' }) authorityCode: string;
  @Shows.text() authorityName: string;
}

export class SupportAnswer {
  @Shows.date() on: string;
  @Shows.text() words: string;
  @Shows.text({ nullable: true, of: 'the Virtual Head' }) confirmedByName: string | null;
}

export class ConsultationAnswer {
  @Shows.date() on: string;
  @Shows.text() withWhom: string;
  @Shows.text() outcome: string;
}

export class AgreementMeetingAnswer {
  @Shows.date() on: string;
  @Shows.choice(Object.keys(SIGNATORY_RANKS)) signatoryRank: string;
}

/** The lines of the signature form. */
export class SignatureFormAnswer {
  @Shows.text({ nullable: true }) signatoryName: string | null;
  @Shows.text({ nullable: true }) signatoryEmail: string | null;
  @Shows.text({ nullable: true }) signatoryRole: string | null;
  @Shows.text({ nullable: true }) designatedTutorName: string | null;
  @Shows.text({ nullable: true }) designatedTutorEmail: string | null;
  @Shows.text({ nullable: true }) designatedTutorPhone: string | null;
  @Shows.text({ nullable: true }) virtualHeadName: string | null;
  @Shows.text({ nullable: true }) virtualHeadEmail: string | null;
  @Shows.text({ nullable: true }) keyContactName: string | null;
  @Shows.text({ nullable: true }) keyContactEmail: string | null;
}

export class SignatureAnswer {
  @Shows.id() id: number;
  @Shows.choice(Object.keys(SIGNING_PARTIES)) party: string;
  @Shows.choice(['signed-in', 'scanned']) how: string;
  @Shows.text() signerName: string;
  @Shows.text({ nullable: true, of: 'who saw it being signed on paper' }) witness: string | null;
  @Shows.date() signedOn: string;
  @Shows.text({ nullable: true }) fileName: string | null;
  @Shows.text({ nullable: true }) fileType: string | null;
}

export class NamedContactAnswer {
  @Shows.choice(Object.keys(POSTS)) post: string;
  @Shows.text({ nullable: true }) name: string | null;
  @Shows.text({ nullable: true }) email: string | null;
  @Shows.flag({ of: 'whether somebody with this address is in this post now' }) inPost: boolean;
}

export class ReviewItemAnswer {
  @Shows.id() id: number;
  @Shows.date() heldOn: string;
  @Shows.choice(Object.keys(DECISIONS)) decision: string;
}

export class PublicisedAnswer {
  @Shows.choice(Object.keys(SIGNING_PARTIES)) party: string;
  @Shows.date() on: string;
}

export class ActivationBlockerAnswer {
  @Shows.text() code: string;
  @Shows.text({ of: 'what to do' }) sentence: string;
  @Shows.maybe.choice(Object.keys(FORM_FIELDS)) field?: string;
}

export class OtherAgreementAnswer {
  @Shows.id() id: number;
  @Shows.date({ nullable: true, of: 'null while it is a draft' }) signedOn: string | null;
}

export class DiscardedAnswer {
  @Shows.date() on: string;
  @Shows.text() because: string;
  @Shows.text({ nullable: true }) byName: string | null;
}

export class AgreementCorrectionAnswer {
  @Shows.id() id: number;
  @Shows.fields({ of: 'what it said' }) before: object;
  @Shows.fields({ of: 'what it says' }) after: object;
  @Shows.text() reason: string;
  @Shows.text() correctedByName: string;
  @Shows.instant() correctedAt: Date;
}

export class AgreementAnswer {
  @Shows.id() id: number;
  @Shows.number() version: number;
  @Shows.one(() => AgreementProviderAnswer) provider: AgreementProviderAnswer;
  @Shows.one(() => AuthorityAnswer, { of: 'whose Virtual School signs' }) authority: AuthorityAnswer;
  @Shows.flag({ of: 'whether the provider is in the area of that authority' }) isLocal: boolean;
  @Shows.choice(['draft', 'in force', 'ended', 'discarded']) state: string;
  @Shows.one(() => SupportAnswer, { nullable: true, of: 'IM1' }) support: SupportAnswer | null;
  @Shows.one(() => ConsultationAnswer, { nullable: true, of: 'IM2' }) consultation: ConsultationAnswer | null;
  @Shows.one(() => AgreementMeetingAnswer, { nullable: true, of: 'IM2' }) meeting: AgreementMeetingAnswer | null;
  @Shows.one(() => SignatureFormAnswer) form: SignatureFormAnswer;
  @Shows.many(() => SignatureAnswer) signatures: SignatureAnswer[];
  @Shows.flag({ of: 'whether another agreement between the two is in force' }) isSignedAlready: boolean;
  @Shows.date({ nullable: true }) signedOn: string | null;
  @Shows.date({ nullable: true, of: 'its last day in force' }) endedOn: string | null;
  @Shows.text({ nullable: true }) endedBecause: string | null;
  @Shows.one(() => OtherAgreementAnswer, { nullable: true, of: 'the one between the two whose place it takes' }) supersedes: OtherAgreementAnswer | null;
  @Shows.one(() => OtherAgreementAnswer, { nullable: true, of: 'the one that takes its place' }) supersededBy: OtherAgreementAnswer | null;
  @Shows.one(() => DiscardedAnswer, { nullable: true, of: 'a draft that came to nothing' }) discarded: DiscardedAnswer | null;
  @Shows.many(() => NamedContactAnswer, { of: 'those whom the form names' }) contacts: NamedContactAnswer[];
  @Shows.date({ nullable: true, of: 'IM5' }) nextReviewOn: string | null;
  @Shows.many(() => ReviewItemAnswer) reviews: ReviewItemAnswer[];
  @Shows.many(() => PublicisedAnswer, { of: 'IM3' }) publicised: PublicisedAnswer[];
  @Shows.many(() => AgreementCorrectionAnswer, { of: 'what was put right since it is in force, the latest first' }) corrections: AgreementCorrectionAnswer[];
  @Shows.many(() => ActivationBlockerAnswer, { of: 'what is missing before it is in force' }) blockers: ActivationBlockerAnswer[];
  @Shows.texts({ of: 'what you may do' }) allowed: string[];
}

export class AgreementListAnswer {
  @Shows.many(() => AgreementAnswer) items: AgreementAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}

export class ScanAnswer {
  @Shows.text() fileName: string;
  @Shows.text({ of: 'application/pdf, image/jpeg or image/png' }) fileType: string;
  @Shows.text({ of: 'the file itself' }) base64: string;
}
