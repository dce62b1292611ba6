import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { conflict } from '../errors.js';
import type { InvitationDelivery } from '../sign-in/invitations/invitation.entity.js';
import { InvitationMails } from '../sign-in/invitations/invitation-mails.service.js';
import { Invitations } from '../sign-in/invitations/invitations.service.js';
import type { SignedIn } from '../web/visitor.js';
import type { InvitationQuery, InviteDto } from './accounts.dto.js';
import { openOrganisation, openPerson, personWith, type Colleague } from './organisations-people.js';

/** An invitation as whoever made it sees it: without its secret. */
export interface MadeInvitation {
  id: number;
  personId: number;
  name: string;
  email: string;
  expiresAt: Date;
  delivery: InvitationDelivery;
}

/** Letting people in: by the administrator of an authority, for a provider by its signatory or designated person, or the Virtual School of its area. */
@Injectable()
export class Inviting {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invitations: Invitations,
    private readonly mails: InvitationMails,
  ) {}

  /**
   * Invites somebody of an organisation by e-mail; whom nobody knows yet is added to it. The mail goes at once, after the commit.
   * Errors: NOT_FOUND, NOT_ALLOWED, INVALID (EMAIL_IN_USE), SIGNS_IN_ELSEWHERE, NO_MAIL_SERVER, MAIL_NOT_SENT (409).
   */
  async invite(actor: SignedIn, { authority, provider }: InvitationQuery, input: InviteDto): Promise<MadeInvitation> {
    return this.make(actor, async () => personWith(await openOrganisation(actor, { authority, provider }), input));
  }

  /** The same for somebody who is there: their first invitation, or a new one in place of the last. Errors: also INACTIVE (409). */
  async inviteAgain(actor: SignedIn, personId: number): Promise<MadeInvitation> {
    return this.make(actor, async () => {
      const person = await openPerson(actor, personId);
      if (!person.active) throw conflict('INACTIVE', `${person.name} is deactivated. Reactivate them first.`);
      return person;
    });
  }

  private async make(actor: SignedIn, whom: () => Promise<Colleague>): Promise<MadeInvitation> {
    const made = await this.unitOfWork.run(async ({ afterCommit }) => {
      const person = await whom();
      await this.mails.mustReachPeople();
      const { secret, ...invitation } = await this.invitations.make(actor.personId, person.id);
      const answer: MadeInvitation = { ...invitation, personId: person.id, name: person.name, email: person.email, delivery: 'waiting' };
      afterCommit(async () => {
        answer.delivery = await this.mails.send({ ...invitation, secret }, person);
        await this.invitations.delivered(invitation.id, answer.delivery);
      });
      return answer;
    });
    if (made.delivery === 'failed') throw conflict('MAIL_NOT_SENT', `The mail server did not take the invitation to ${made.email}. Check the address, then invite them again.`);
    return made;
  }
}
