import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuditService } from '../../audit/audit.service.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Allow, NeedsProof } from '../../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../../web/answers.js';
import { CurrentActor } from '../../web/current-actor.js';
import type { SignedIn } from '../../web/visitor.js';
import { RecoveryCodes } from '../second-factors/recovery-codes.service.js';
import { SignInChanges } from '../sign-in-changes.service.js';
import { SecondFactors } from '../second-factors/second-factors.service.js';

/** Ten codes, shown in the answer that makes them and nowhere else. */
@ApiExcludeController()
@Controller('account/recovery-codes')
export class RecoveryCodesPages {
  constructor(
    private readonly codes: RecoveryCodes,
    private readonly factors: SecondFactors,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly changes: SignInChanges,
  ) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() { personId }: SignedIn): Promise<Page | Redirect> {
    const { recoveryCodesLeft, hasApp, passkeys } = await this.factors.of(personId);
    return hasApp || passkeys.length > 0 ? page('sign-in/recovery-codes', { left: recoveryCodesLeft, codes: null }) : redirect('/account/second-factors');
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  async make(@CurrentActor() { personId }: SignedIn): Promise<Page | Redirect> {
    if (!(await this.factors.hasAny(personId))) return redirect('/account/second-factors');
    const codes = await this.unitOfWork.run(async () => {
      await this.audit.record(personId, { name: 'recovery-codes.make', subject: `person-${personId}` });
      await this.changes.tell(personId, 'recovery-codes.made');
      return this.codes.make(personId);
    });
    return page('sign-in/recovery-codes', { left: codes.length, codes });
  }
}
