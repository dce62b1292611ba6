import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CareStatus } from '../domain/agreement/care-status.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** A young person in care or a care leaver: one case, kept by the home authority. */
@Entity()
export class YoungPerson {
  @PrimaryGeneratedColumn('identity') id: number;
  /** What e-mails and addresses say instead of a name: `LS-7K2QF9`. */
  @Column({ type: 'text' }) reference: string;
  @Column({ type: 'text', name: 'home_authority_code' }) homeAuthorityCode: string;
  /** The social care team, where the authority names one. */
  @Column({ type: 'text', nullable: true }) team: string | null;
  /** The home authority's own number for the case: rosters are matched on it. */
  @Column({ type: 'text', name: 'local_id' }) localId: string;
  /** Since when the number is another case's: this one was registered by mistake, and keeps it for the record. */
  @Column({ type: 'timestamptz', nullable: true, name: 'number_given_at' }) numberGivenAt: Date | null;
  @Column({ type: 'text', name: 'preferred_name' }) preferredName: string;
  @Column({ type: 'text', name: 'legal_name' }) legalName: string;
  /** What they were called before, kept by the database when a name changes: to be found by, and not shown. */
  @Column({ type: 'text', array: true, default: [], name: 'former_names' }) formerNames: string[];
  @Column({ type: 'date', name: 'born_on' }) bornOn: LocalDate;
  @Column({ type: 'text', nullable: true }) uln: string | null;
  @Column({ type: 'text', nullable: true }) upn: string | null;
  /** Their keyed hashes, by which rows are found; written with them, and not read. */
  @Column({ type: 'bytea', nullable: true, name: 'uln_hash', select: false }) ulnHash?: Buffer | null;
  @Column({ type: 'bytea', nullable: true, name: 'upn_hash', select: false }) upnHash?: Buffer | null;
  /** When the case was registered; what it became later is recorded with its day (`care-status`). */
  @Column({ type: 'text', name: 'care_status' }) careStatus: CareStatus;
  @Column({ type: 'timestamptz', name: 'registered_at' }) registeredAt: Date;
  /** When the passing of time alone would change this case's duties. */
  @Column({ type: 'timestamptz', nullable: true, name: 'refresh_at' }) refreshAt: Date | null;
  /** Grows with every recorded fact: what If-Match compares. */
  @Column({ type: 'int', default: 1 }) version: number;
  /** When its time was over: what is left is a number, a reference and the trail. */
  @Column({ type: 'timestamptz', nullable: true, name: 'erased_at' }) erasedAt: Date | null;
}
