import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
  type AuthenticationResponseJSON, type RegistrationResponseJSON, type VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { notFound } from '../../errors.js';
import { WebSettings } from '../../web/web-settings.js';
import { PasskeyChallenges } from './passkey-challenges.service.js';
import { Passkey } from './passkey.entity.js';

/** Passkeys and security keys (WebAuthn, level 2), as a second factor: presence is asked for, who is present where the key can tell. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly challenges: PasskeyChallenges,
    private readonly settings: WebSettings,
  ) {}

  /** Someone's passkeys, the oldest first. */
  listOf = (personId: number): Promise<Passkey[]> => this.atDoor((manager) => manager.find(Passkey, { where: { personId }, order: { id: 'ASC' } }));

  /** What the browser needs to make a passkey for this person; `ownerHash` is the session's. */
  async optionsToMake(person: { personId: number; name: string; email: string | null }, ownerHash: string) {
    const known = await this.listOf(person.personId);
    return generateRegistrationOptions({
      ...this.party(),
      rpName: 'Learner Support',
      userID: Buffer.from(`person-${person.personId}`),
      userName: person.email ?? person.name,
      userDisplayName: person.name,
      challenge: bytesOf(await this.challenges.make(ownerHash)),
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    });
  }

  /** Keeps the passkey that the browser made. Answers whether it is one that was asked for. */
  async keep(personId: number, ownerHash: string, name: string, response: unknown): Promise<boolean> {
    const expectedChallenge = await this.challenges.take(ownerHash);
    const { verified, registrationInfo } = await this.verifyMade(response, expectedChallenge);
    if (!verified || !registrationInfo) return false;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    await this.atDoor((manager) =>
      manager.insert(Passkey, { personId, name, credentialId: id, publicKey: Buffer.from(publicKey), uses: String(counter), transports, madeAt: this.clock.realNow() }),
    );
    return true;
  }

  /** What the browser needs to ask for one of this person's passkeys; `ownerHash` is the session's or the sign-in step's. */
  async optionsToUse(personId: number, ownerHash: string) {
    const known = await this.listOf(personId);
    return generateAuthenticationOptions({
      rpID: this.party().rpID,
      challenge: bytesOf(await this.challenges.make(ownerHash)),
      allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      userVerification: 'preferred',
    });
  }

  /** Whether the browser's answer is of one of this person's passkeys, for the challenge of this owner, which counts once. */
  async take(personId: number, ownerHash: string, response: unknown): Promise<boolean> {
    const expectedChallenge = await this.challenges.take(ownerHash);
    const { id } = (response ?? {}) as { id?: unknown };
    const passkey = (await this.listOf(personId)).find(({ credentialId }) => credentialId === id);
    if (!passkey || expectedChallenge === null) return false;
    const { origin, rpID } = this.party();
    const credential = { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: Number(passkey.uses) };
    const result = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON, expectedChallenge, expectedOrigin: origin, expectedRPID: rpID, credential, requireUserVerification: false,
    }).catch(() => null);
    if (!result?.verified) return false;
    await this.atDoor((manager) => manager.update(Passkey, passkey.id, { uses: String(result.authenticationInfo.newCounter), lastUsedAt: this.clock.realNow() }));
    return true;
  }

  /** Errors: NOT_FOUND where it is not theirs. */
  async remove(personId: number, id: number): Promise<void> {
    const { affected } = await this.atDoor((manager) => manager.delete(Passkey, { id, personId }));
    if (affected !== 1) throw notFound('passkey');
  }

  /** An answer that cannot be read is one that was not asked for. */
  private async verifyMade(response: unknown, expectedChallenge: string | null): Promise<VerifiedRegistrationResponse> {
    if (expectedChallenge === null) return { verified: false };
    const { origin, rpID } = this.party();
    return verifyRegistrationResponse({
      response: response as RegistrationResponseJSON, expectedChallenge, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: false,
    }).catch(() => ({ verified: false as const }));
  }

  private party(): { origin: string; rpID: string } {
    const { origin, hostname } = new URL(this.settings.publicUrl);
    return { origin, rpID: hostname };
  }

  private atDoor<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.unitOfWork.runIn('door', ({ manager }) => work(manager));
  }
}

const bytesOf = (challenge: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(challenge, 'base64url'));
