import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Post } from '../domain/agreement/roles.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** A person's time in a post of an authority or a provider. */
@Entity()
export class PostHolding {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) post: Post;
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  /** A team manager's team; null means all teams of the authority. */
  @Column({ type: 'text', nullable: true }) team: string | null;
  @Column({ type: 'date', name: 'from_on' }) fromOn: LocalDate;
  /** The first day the post is no longer held. */
  @Column({ type: 'date', nullable: true, name: 'until_on' }) untilOn: LocalDate | null;
  /** When they were named, or their days corrected; null of what was there before that was kept, and of what an operator wrote. */
  @Column({ type: 'timestamptz', nullable: true, name: 'named_at' }) namedAt: Date | null;
  /** Who did that alone; null where it took two people. */
  @Column({ type: 'int', nullable: true, name: 'named_alone_by' }) namedAloneBy: number | null;
}
