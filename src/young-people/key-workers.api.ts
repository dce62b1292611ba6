import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseChanges } from './case-changes.service.js';
import { CaseAnswer, presentCase } from './case.answers.js';
import { KeyWorkersService } from './key-workers.service.js';
import { AssignKeyWorkerDto, EndKeyWorkerDto } from './young-people.dto.js';

@ApiTags('Key workers')
@Controller('api/v1/cases/:reference/key-worker')
export class KeyWorkersApi {
  constructor(
    private readonly changes: CaseChanges,
    private readonly keyWorkers: KeyWorkersService,
  ) {}

  @Post()
  @Allow.signedIn()
  @Operation('Assigns a key worker, in place of whoever was, now or from an instant at most a year ahead (SC1, SC2)', { answers: CaseAnswer, status: 201, version: 'case', changes: true })
  async assign(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @IfMatch() ifMatch: number | null,
    @Body() input: AssignKeyWorkerDto,
  ) {
    const { view } = await this.changes.change(actor, reference, ifMatch, () => this.keyWorkers.assignKeyWorker(actor, reference, input));
    return answer(presentCase(view), { version: view.version, location: `/api/v1/cases/${reference}` });
  }

  @Post('ending')
  @Allow.signedIn()
  @Operation("Ends the key worker's time without a successor: the vacancy is a duty at once (SC1)", { answers: CaseAnswer, version: 'case', changes: true })
  async end(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @IfMatch() ifMatch: number | null,
    @Body() input: EndKeyWorkerDto,
  ) {
    const { view } = await this.changes.change(actor, reference, ifMatch, () => this.keyWorkers.endKeyWorker(actor, reference, input));
    return answer(presentCase(view), { version: view.version });
  }

  @Post('calling-off')
  @Allow.signedIn()
  @Operation('Calls off whoever was named as key worker for a day to come; the one before stays', { answers: CaseAnswer, version: 'case', changes: true })
  async callOff(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null) {
    const { view } = await this.changes.change(actor, reference, ifMatch, () => this.keyWorkers.callOffKeyWorker(actor, reference));
    return answer(presentCase(view), { version: view.version });
  }
}
