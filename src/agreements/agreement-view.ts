import type { AgreementDraft, ActivationBlocker } from '../domain/agreement/activation-blockers.js';
import type { Decision } from '../domain/agreement/agreement-review.js';
import type { SignatoryRank, SignatureFormValues, SigningParty } from '../domain/agreement/signature-form.js';
import type { Post } from '../domain/agreement/roles.js';
import type { OrganisationAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';

export interface SignatureView {
  id: number;
  party: SigningParty;
  how: 'signed-in' | 'scanned';
  signerName: string;
  witness: string | null;
  signedOn: LocalDate;
  fileName: string | null;
  fileType: string | null;
}

/** An agreement as it is stored, for those who may read it. */
export interface AgreementRow {
  id: number;
  version: number;
  provider: { id: number; name: string; authorityCode: string; authorityName: string };
  /** Whose Virtual School signs. */
  authority: { code: string; name: string };
  isLocal: boolean;
  state: 'draft' | 'in force' | 'ended' | 'discarded';
  support: { on: LocalDate; words: string; confirmedByName: string | null } | null;
  consultation: { on: LocalDate; withWhom: string; outcome: string } | null;
  meeting: { on: LocalDate; signatoryRank: SignatoryRank } | null;
  form: SignatureFormValues;
  signatures: SignatureView[];
  isSignedAlready: boolean;
  signedOn: LocalDate | null;
  endedOn: LocalDate | null;
  endedBecause: string | null;
  /** The agreement between the two whose place it takes, and the one that takes its place: `signedOn` is null while that is a draft. */
  supersedes: { id: number; signedOn: LocalDate | null } | null;
  supersededBy: { id: number; signedOn: LocalDate | null } | null;
  discarded: { on: LocalDate; because: string; byName: string | null } | null;
  /** Those whom the form names, and whether each is in post now. */
  contacts: { post: Post; name: string | null; email: string | null; inPost: boolean }[];
  /** IM5: until when the next review is to be held. */
  nextReviewOn: LocalDate | null;
  reviews: { id: number; heldOn: LocalDate; decision: Decision }[];
  /** IM3. */
  publicised: { party: SigningParty; on: LocalDate }[];
  /** What was put right of it since it is in force, the latest first. */
  corrections: { id: number; before: Record<string, string | null>; after: Record<string, string | null>; reason: string; correctedByName: string; correctedAt: Date }[];
}

/** The same with what is missing before it is in force, and what this person may do. */
export interface AgreementView extends AgreementRow {
  blockers: ActivationBlocker[];
  allowed: OrganisationAction[];
}

/** What the law asks of a draft. */
export const draftOf = (row: AgreementRow): AgreementDraft => ({
  supportedOn: row.support?.on ?? null,
  isLocal: row.isLocal,
  consultedOn: row.consultation?.on ?? null,
  meetingOn: row.meeting?.on ?? null,
  signatoryRank: row.meeting?.signatoryRank ?? null,
  form: row.form,
  signatures: row.signatures,
  isSignedAlready: row.isSignedAlready,
});
