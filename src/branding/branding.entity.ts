import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What an authority set of the service's name, colour and contact. Insert only: a later row takes its place. */
@Entity('branding')
export class BrandingRow {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text', name: 'authority_code' }) authorityCode: string;
  @Column({ type: 'text', nullable: true, name: 'service_name' }) serviceName: string | null;
  @Column({ type: 'text', nullable: true }) colour: string | null;
  @Column({ type: 'text', nullable: true, name: 'contact_name' }) contactName: string | null;
  @Column({ type: 'text', nullable: true, name: 'contact_phone' }) contactPhone: string | null;
  @Column({ type: 'text', nullable: true, name: 'contact_email' }) contactEmail: string | null;
  @Column({ type: 'text', nullable: true, name: 'contact_hours' }) contactHours: string | null;
  @Column({ type: 'int', name: 'set_by' }) setBy: number;
  @Column({ type: 'timestamptz', name: 'set_at' }) setAt: Date;
}
