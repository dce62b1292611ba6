import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed sign-ins by account and by address: each slows the next one down, none locks for good. Real time. */
@Entity()
export class SignInAttempt {
  /** `email:…` or `address:…`, hashed. */
  @PrimaryColumn({ type: 'text' }) key: string;
  @Column({ type: 'int' }) failures: number;
  @Column({ type: 'timestamptz', name: 'last_failed_at' }) lastFailedAt: Date;
}
