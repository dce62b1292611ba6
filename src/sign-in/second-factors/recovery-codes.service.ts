import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { vaultOf } from '../../encryption/vault.js';
import { hashSecret } from '../secrets.js';
import { RecoveryCode } from './recovery-code.entity.js';

const HOW_MANY = 10;
/** Digits and letters without those taken for one another (Crockford's base 32); 16 of them are 80 random bits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Codes for whoever has lost their second factor: ten, each once, shown when they are made and never again. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes ten new codes in place of all earlier ones, and answers them. */
  async make(personId: number): Promise<string[]> {
    const codes = Array.from({ length: HOW_MANY }, newCode);
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      await manager.delete(RecoveryCode, { personId });
      await manager.insert(RecoveryCode, codes.map((code) => ({ personId, codeHash: hashOf(manager, code) })));
    });
    return codes;
  }

  /** Takes a code of this person's, once. Answers whether it was one. */
  async take(personId: number, code: string): Promise<boolean> {
    const { affected } = await this.unitOfWork.runIn('door', ({ manager }) =>
      manager.update(RecoveryCode, { personId, codeHash: hashOf(manager, code), usedAt: IsNull() }, { usedAt: this.clock.realNow() }),
    );
    return affected === 1;
  }

  /** How many are left to use. */
  async countLeft(personId: number): Promise<number> {
    return this.unitOfWork.runIn('door', ({ manager }) => manager.countBy(RecoveryCode, { personId, usedAt: IsNull() }));
  }

  async removeAll(personId: number): Promise<void> {
    await this.unitOfWork.runIn('door', ({ manager }) => manager.delete(RecoveryCode, { personId }));
  }
}

const newCode = (): string => [...randomBytes(16)].map((byte) => ALPHABET[byte & 31]).join('').replace(/.{4}(?=.)/g, '$&-');

/** Typed with or without its hyphens, in capitals or not, o for 0 and l for 1. */
const asMade = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');

/**
 * What is kept of a code: 80 bits are few against somebody with a copy of the database, so a key that is not in it stands before
 * them. It goes over the SHA-256 that an earlier version kept.
 */
const hashOf = (manager: EntityManager, code: string): string => vaultOf(manager).searchHash('recovery_code', hashSecret(`recovery:${asMade(code)}`)).toString('hex');
