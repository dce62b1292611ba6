import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A form that came too late after the last proof: the page it stood on, and what was typed. */
export interface FormDraft {
  page: string;
  fields: Record<string, string | string[]>;
}

/** How far a young person has proved who they are: by a link or a code, or by their PIN too. */
export type SessionLevel = 'link' | 'full';

/** A signed-in browser. Only the hash of its secret is kept. Times are real time, not the training clock's. */
@Entity()
export class Session {
  @PrimaryColumn({ type: 'text', name: 'secret_hash' }) secretHash: string;
  /** Stays when the secret is renewed: what is sealed is bound to it. */
  @Column({ type: 'int', insert: false, update: false }) id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'timestamptz', name: 'started_at' }) startedAt: Date;
  @Column({ type: 'timestamptz', name: 'last_seen_at' }) lastSeenAt: Date;
  /** Null for everybody but a young person. */
  @Column({ type: 'text', nullable: true }) level: SessionLevel | null;
  /** What every form of this session carries. */
  @Column({ type: 'text', name: 'form_token' }) formToken: string;
  /** When whoever sits there last showed that they are who signed in. */
  @Column({ type: 'timestamptz', nullable: true, name: 'proven_at' }) provenAt: Date | null;
  /** It opens the pages of the second factor alone, until there is one. */
  @Column({ type: 'boolean', default: false }) enrolling: boolean;
  /** It began with a password that an operator gave, and opens the page where another is chosen alone. */
  @Column({ type: 'boolean', default: false }) choosing: boolean;
  /** The table keeps it sealed. */
  @Column({ type: 'jsonb', nullable: true }) draft: FormDraft | null;
}
