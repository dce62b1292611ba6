import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** EP2: somebody with a placement in common says that they know the new designated person. */
@Entity()
export class DesignatedPersonNotice {
  @PrimaryGeneratedColumn('identity') id: number;
  /** The new designated person's time in post. */
  @Column({ type: 'int', name: 'holding_id' }) holdingId: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** Who was told: themselves, or somebody whom they cover for or came after. */
  @Column({ type: 'int', name: 'for_person_id' }) forPersonId: number;
  @Column({ type: 'timestamptz', name: 'acknowledged_at' }) acknowledgedAt: Date;
  /** It was a mistake: it does not count any more. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
