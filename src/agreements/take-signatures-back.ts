import { IsNull } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import type { SigningParty } from '../domain/agreement/signature-form.js';
import { AgreementSignature } from './agreement-signature.entity.js';

/** From now on the signatures under an agreement's form, or under one of its reviews, do not count: all of them, or one party's. They stay on record. */
export async function takeSignaturesBack(agreementId: number, now: Date, { party, reviewId }: { party?: SigningParty; reviewId?: number } = {}): Promise<void> {
  await transaction().manager.update(AgreementSignature, { agreementId, takenBackAt: IsNull(), reviewId: reviewId ?? IsNull(), ...(party && { party }) }, { takenBackAt: now });
}
