import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Scope } from './scopes.js';

/** A personal access token for the API. Only its hash is kept. Times are real time, not the training clock's. */
@Entity()
export class AccessToken {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text', name: 'secret_hash' }) secretHash: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', array: true }) scopes: Scope[];
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
  /** Written down once a minute at the most. */
  @Column({ type: 'timestamptz', nullable: true, name: 'last_used_at' }) lastUsedAt: Date | null;
}
