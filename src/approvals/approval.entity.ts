import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What waits for a second person, and how long. */
export const APPROVAL_ACTS = { 'post.appoint': 'put somebody into a post', 'people.import': 'import people with posts', 'cases.export': 'export many cases', 'case.erase': 'erase a case', 'inspection.grant': 'let somebody inspect', 'return.export': 'take out a statutory return' } as const;
export type ApprovalAct = keyof typeof APPROVAL_ACTS;

/** An act that one person asked for and another decides: of the same organisation, of a provider's post also of the Virtual School of its area. */
@Entity()
export class Approval {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) act: ApprovalAct;
  /** The organisation whose act it is: an authority or a provider. */
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  /** What was asked, as the act takes it; it stays as it was asked. */
  @Column({ type: 'jsonb' }) payload: Record<string, unknown>;
  /** Addresses of those who are being granted something: they do not decide. */
  @Column({ type: 'text', array: true, name: 'granted_to' }) grantedTo: string[];
  @Column({ type: 'int', name: 'asked_by' }) askedBy: number;
  @Column({ type: 'timestamptz', name: 'asked_at' }) askedAt: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
  @Column({ type: 'int', nullable: true, name: 'decided_by' }) decidedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'decided_at' }) decidedAt: Date | null;
  @Column({ type: 'text', nullable: true }) decision: 'approved' | 'refused' | null;
  /** When an approved file was fetched, which is done once. */
  @Column({ type: 'timestamptz', nullable: true, name: 'used_at' }) usedAt: Date | null;
}
