import { IsNull } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { AccessToken } from './access-token.entity.js';
import { Invitation } from './invitations/invitation.entity.js';
import { Session } from './session.entity.js';
import { SignInStep } from './steps/sign-in-step.entity.js';

/** Ends, within the running transaction, all that lets somebody in or might: sessions, access tokens, sign-ins under way, unused invitations. */
export async function endEverything(personId: number): Promise<void> {
  const { manager } = transaction();
  await inRole('door', async () => {
    await manager.delete(Session, { personId });
    await manager.delete(AccessToken, { personId });
    await manager.delete(SignInStep, { personId });
    await manager.delete(Invitation, { personId, usedAt: IsNull() });
  });
}
