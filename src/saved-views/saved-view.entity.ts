import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Filters, ListName } from './lists.js';

/** The filters of a list, kept by somebody for themselves under a name of their own. */
@Entity('saved_view')
export class SavedView {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) list: ListName;
  @Column({ type: 'text' }) name: string;
  /** As the list's address has them: of a search nothing. */
  @Column({ type: 'jsonb' }) filters: Filters;
  @Column({ type: 'int' }) version: number;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
}
