import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A personal access token for the API. Only its hash is kept. */
@Entity()
export class AccessToken {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text', name: 'secret_hash' }) secretHash: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
}
