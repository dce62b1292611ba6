import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A local authority: the home authority of its young people, and the local one of the providers in its area. */
@Entity()
export class Authority {
  /** The Office for National Statistics' code: E08000025. */
  @PrimaryColumn({ type: 'text' }) code: string;
  @Column({ type: 'text' }) name: string;
  /** When it joined the agreement; null for an authority that has not. */
  @Column({ type: 'date', nullable: true, name: 'joined_on' }) joinedOn: string | null;
  /** When the passing of time alone would change its duties. */
  @Column({ type: 'timestamptz', nullable: true, name: 'refresh_at' }) refreshAt: Date | null;
}
