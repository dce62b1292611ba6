import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import { invalid } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { InvitationMails } from '../sign-in/invitations/invitation-mails.service.js';
import { Invitations } from '../sign-in/invitations/invitations.service.js';
import type { GrantInspectionDto } from './inspections.dto.js';

/** Inspectors who work for no organisation here: invited with their inspection. */
@Injectable()
export class Inspectors {
  constructor(
    private readonly invitations: Invitations,
    private readonly mails: InvitationMails,
  ) {}

  /** Who is known by an address: a colleague from here, somebody from outside, or nobody yet. Errors: INVALID (EMAIL_IN_USE) for whoever cannot inspect. */
  async known(email: string): Promise<Person | null> {
    const { manager } = transaction();
    const known = await manager.findOneBy(Person, { email: email.toLowerCase() });
    // A young person reads their own case and nobody else's.
    if (known === null || isFromOutside(known) || (known.active && known.caseId === null)) return known;
    throw invalid([{ code: 'EMAIL_IN_USE', field: 'email', sentence: 'This address cannot be used here. Give another.' }]);
  }

  /** Errors: NO_MAIL_SERVER (409) where nobody could be invited. */
  mustReachPeople(): Promise<void> {
    return this.mails.mustReachPeople();
  }

  /** Makes somebody from outside a person of no organisation, or lets them in again. */
  async admit(authorityCode: string, { name, email }: GrantInspectionDto): Promise<Person> {
    const { manager } = transaction();
    const known = await this.known(email);
    return manager.save(Person, { ...(known ?? { email: email.toLowerCase(), phone: null, authorityCode: null, providerId: null, inspectsFor: authorityCode, name }), active: true });
  }

  /**
   * Sends somebody from outside the link with which they choose a password, in place of earlier ones; it goes after the commit. Errors:
   * SIGNS_IN_ELSEWHERE (409).
   */
  async invite(by: number, { id: personId, email }: Person): Promise<void> {
    const { secret, ...invitation } = await this.invitations.make(by, personId);
    transaction().afterCommit(async () => this.invitations.delivered(invitation.id, await this.mails.send({ ...invitation, secret }, { id: personId, email: email ?? '' })));
  }
}

/** Of no organisation here: whoever is, is there for an authority's inspection. */
export const isFromOutside = ({ inspectsFor }: Person): boolean => inspectsFor !== null;
