import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** An OpenID provider that an organisation allows: nobody else's tokens count for its people. Written by the operator alone. */
@Entity()
export class IdentityProvider {
  @PrimaryGeneratedColumn('identity') id: number;
  /** The organisation: an authority or a provider. */
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  /** As the provider itself writes it, to the character: it is compared, never guessed. */
  @Column({ type: 'text' }) issuer: string;
  @Column({ type: 'text', name: 'client_id' }) clientId: string;
  @Column({ type: 'boolean' }) active: boolean;
  /** Whether its people may use passwords of ours as well, while they connect their accounts. */
  @Column({ type: 'boolean', name: 'passwords_too' }) passwordsToo: boolean;
  /** By which its people find it: `birmingham.example`. They say nothing of who somebody is. */
  @Column({ type: 'text', array: true, name: 'email_domains' }) emailDomains: string[];
  /** Further origins that its sign-in leads through: a form of ours may lead there (CSP form-action). */
  @Column({ type: 'text', array: true, name: 'passes_through' }) passesThrough: string[];
  @Column({ type: 'timestamptz', name: 'added_at' }) addedAt: Date;
}

/** What we prove to it who we are with, sealed. */
@Entity()
export class IdentityProviderSecret {
  @PrimaryColumn({ type: 'int', name: 'identity_provider_id' }) identityProviderId: number;
  @Column({ type: 'text' }) sealed: string;
}
