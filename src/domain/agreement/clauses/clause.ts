import type { Role } from '../roles.js';

/** How a clause reminds and escalates; the rows of "Reminders and escalation" in the register. */
export type Urgency = 'day' | 'urgent';

export interface Clause {
  id: string;
  /** Whose promise it is about: one young person's, a provider's, or an authority's. */
  subject: 'case' | 'provider' | 'authority';
  /** The other half of a joint duty: one plan, one duty (EP8), one review (EP9). */
  jointWith: string | null;
  /** In plain words, for pages and e-mails. */
  title: string;
  /** What a subject line calls it. */
  short: string;
  /** What an e-mail asks of whoever owes it. */
  asks: string;
  owedBy: readonly Role[];
  owedTo: string;
  opens: string;
  due: string;
  done: string;
  /** `day`: messages go in the digest at 08:00. `urgent`: messages go at once. */
  urgency: Urgency;
}

/** A clause with what most of them have; `jointWith` and `urgency` are said only where they differ. */
type Row = Omit<Clause, 'jointWith' | 'urgency'> & Partial<Pick<Clause, 'jointWith' | 'urgency'>>;

export const clause = <const C extends Row>(row: C) => ({ jointWith: null, urgency: 'day' as Urgency, ...row }) satisfies Clause as Clause & C;
