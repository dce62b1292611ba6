import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** To whom a status letter goes. An employer learns of the young person's care only where they have agreed to that (EP4, EP13). */
export const LETTER_RECIPIENTS = { provider: 'the provider', fund: 'a fund or another public body', employer: 'an employer', other: 'somebody else' } as const;
export type LetterRecipient = keyof typeof LETTER_RECIPIENTS;

/** A status letter as it was given out: what it said then stays, whatever is put right later. */
@Entity({ name: 'status_letter' })
export class StatusLetterRow {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  /** The disclosure that it is (P7). */
  @Column({ type: 'int', name: 'record_id' }) recordId: number;
  @Column({ type: 'text' }) recipient: LetterRecipient;
  @Column({ type: 'text', name: 'authority_name' }) authorityName: string;
  @Column({ type: 'text', name: 'legal_name' }) legalName: string;
  @Column({ type: 'date', name: 'born_on' }) bornOn: LocalDate;
  /** "is in the care of" or "is a care leaver of". */
  @Column({ type: 'text' }) status: string;
  @Column({ type: 'text', name: 'to_whom' }) toWhom: string;
  @Column({ type: 'text', name: 'what_for' }) whatFor: string;
  @Column({ type: 'date', name: 'written_on' }) writtenOn: LocalDate;
  @Column({ type: 'text', name: 'signed_by' }) signedBy: string;
}
