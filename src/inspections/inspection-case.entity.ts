import { Entity, PrimaryColumn } from 'typeorm';

/** A case that an inspection of single cases is about. */
@Entity()
export class InspectionCase {
  @PrimaryColumn({ type: 'int', name: 'grant_id' }) grantId: number;
  @PrimaryColumn({ type: 'int', name: 'case_id' }) caseId: number;
}
