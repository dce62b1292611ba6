import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a form holds, by the names of its fields. */
export type DraftFields = Record<string, string | string[]>;

/** A form that somebody began and has not sent. Times are real time, not the training clock's. */
@Entity()
export class Draft {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** A key that the tab made up. */
  @Column({ type: 'uuid' }) tab: string;
  /** Where the form stands. */
  @Column({ type: 'text' }) page: string;
  /** Where it is sent to: a page may have several forms. */
  @Column({ type: 'text' }) action: string;
  /** The table keeps them sealed. Null: it was sent, and what of it is still on its way comes too late. */
  @Column({ type: 'jsonb', nullable: true }) fields: DraftFields | null;
  /** Grows with each saving: a tab that goes on from an older one does not write over what another tab has saved since. */
  @Column({ type: 'int' }) version: number;
  @Column({ type: 'timestamptz', name: 'begun_at' }) begunAt: Date;
  @Column({ type: 'timestamptz', name: 'saved_at' }) savedAt: Date;
}

/** One that has not been sent. */
export type KeptDraft = Draft & { fields: DraftFields };
