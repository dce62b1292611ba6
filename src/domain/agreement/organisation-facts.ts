import type { LocalDate } from '../time/local-date.js';
import type { OrganisationRecordKind, RecordFact } from './records.js';

/** One person's time in a post that the agreement asks for. */
export interface PostFact {
  id: number;
  fromOn: LocalDate;
  /** The first day on which they are no longer in post. */
  untilOn: LocalDate | null;
  /** When they had no direct phone, from the first such day until the first on which they had one again: apart from each other, the earliest first. An e-mail address everyone has. */
  withoutPhone: TimeOut[];
  /** When they were put out and could not sign in, from the first such day until the first on which they could again: apart from each other, the earliest first. */
  out: TimeOut[];
}

/** A time in which somebody was put out, or had no phone; one without an end lasts. */
export interface TimeOut {
  fromOn: LocalDate;
  untilOn: LocalDate | null;
}

/** A time in which somebody in post, or a key worker, could not be reached: a failed mail, or nobody signed in for 30 days. */
export interface ContactCheckFact {
  id: number;
  sinceOn: LocalDate;
  clearedOn: LocalDate | null;
}

/** An agreement between a provider and a Virtual School, from its signing on. */
export interface AgreementFact {
  id: number;
  /** The authority whose Virtual School signed: as a rule that of the provider's area (IM2). */
  authorityCode: string;
  signedOn: LocalDate;
  endedOn: LocalDate | null;
}

type Record = RecordFact<OrganisationRecordKind> & { agreementId: number | null };

/** What EP1, EP2, EP6, IM3 and IM5 are derived from. */
export interface ProviderFacts {
  /** `authorityCode` is that of its area. */
  provider: { id: number; authorityCode: string };
  agreements: AgreementFact[];
  /** Everyone who is or was designated person there. */
  designatedPeople: PostFact[];
  /** EP2: a designated person came, and who has been told of it: those with a placement there in common at the time. */
  changes: DesignatedPersonChangeFact[];
  contactChecks: ContactCheckFact[];
  records: Record[];
}

export interface DesignatedPersonChangeFact {
  /** The row in `designatedPeople`. */
  holdingId: number;
  /** Whether anybody had a placement there on that day. */
  hasPlacements: boolean;
  /** The day on which the last of these placements ended; null while one goes on. */
  endedOn: LocalDate | null;
  told: ToldFact[];
  /** Virtual Schools with a placement there when the first were told, of which nobody has been told: no key contact, and nobody who stands in for one. */
  untold: UntoldFact[];
}

/** A Virtual School of which nobody has been told. */
export interface UntoldFact {
  authorityCode: string;
  /** The day on which the last of its placements there ended; null while one goes on. */
  endedOn: LocalDate | null;
}

/** Somebody to whom the notice went. */
export interface ToldFact {
  personId: number;
  sentAt: Date;
  acknowledgedAt: Date | null;
  /** The day on which the last placement ended that they had in common with the provider when they were told: nobody has their part from then on. Null while one goes on, whoever has it now. */
  endedOn: LocalDate | null;
}

/** What VS1, VS2 and VS7 are derived from. */
export interface AuthorityFacts {
  authority: { code: string; joinedOn: LocalDate };
  keyContacts: PostFact[];
  contactChecks: ContactCheckFact[];
  records: Record[];
}
