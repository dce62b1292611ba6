import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Somebody whose post counts in a restricted case all the same. Without such a post it gives nothing. */
@Entity()
export class CaseAdmission {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'int', name: 'given_by' }) givenBy: number;
  @Column({ type: 'timestamptz', name: 'given_at' }) givenAt: Date;
  @Column({ type: 'int', nullable: true, name: 'ended_by' }) endedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'ended_at' }) endedAt: Date | null;
}
