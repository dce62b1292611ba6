import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SettingName } from '../domain/agreement/settings.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** One value of an authority's, from a day on. Insert only: a later row takes its place. */
@Entity('setting')
export class SettingValue {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text', name: 'authority_code' }) authorityCode: string;
  @Column({ type: 'text' }) name: SettingName;
  @Column({ type: 'int' }) value: number;
  @Column({ type: 'date', name: 'effective_on' }) effectiveOn: LocalDate;
  @Column({ type: 'int', name: 'set_by' }) setBy: number;
  @Column({ type: 'timestamptz', name: 'set_at' }) setAt: Date;
}
