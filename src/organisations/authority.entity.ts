import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A local authority: the home authority of its young people, and the local one of the providers in its area. */
@Entity()
export class Authority {
  /** The Office for National Statistics' code: E08000025. */
  @PrimaryColumn({ type: 'text' }) code: string;
  @Column({ type: 'text' }) name: string;
}
