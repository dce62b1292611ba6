import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { ROLES, type Role } from '../domain/agreement/roles.js';
import { ChoiceField, WholeNumberField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { QueryFlag } from '../web/api/query-fields.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { EscalationQueueService } from './escalation-queue.service.js';
import { QueueAnswer, QueueItemAnswer, QueueItemOnDeskAnswer } from './escalations.answers.js';
import { HandOverDto, NoteDto, ResolveDto } from './escalations.dto.js';
import { EscalationsService } from './escalations.service.js';
import { QueueDesk } from './queue-desk.service.js';

export class QueueQuery extends Paging {
  @WholeNumberField({ description: 'level', min: 1, max: 3, optional: true }) level?: 1 | 2 | 3;
  @ChoiceField(CLAUSES, { description: 'clause', optional: true }) clause?: ClauseId;
  @ChoiceField(ROLES, { description: 'role that owes it', optional: true }) owedBy?: Role;
  @QueryFlag('only items you have taken') mine?: boolean;
  @QueryFlag('items that are closed instead of those that are open') closed?: boolean;
}

@ApiTags('Escalations')
@Controller('api/v1/escalations')
export class EscalationsApi {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: EscalationQueueService,
    private readonly desk: QueueDesk,
    private readonly escalations: EscalationsService,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('The escalation queue of your cases: highest level and longest overdue first', { answers: QueueAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() { after, limit, ...filter }: QueueQuery) {
    return answer(await this.queue.listQueue(actor, filter, after ?? null, limit));
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('A queue item with its notes, who owes it, and what you may do', { answers: QueueItemOnDeskAnswer, version: 'queue item' })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    const { item, owers, allowed, hold } = await this.desk.openItem(actor, id);
    return answer({ ...item, owers, allowed, holdBy: hold?.kind ?? null }, { version: item.version });
  }

  @Post(':id/take')
  @Allow.signedIn()
  @Operation('Takes an item: others see who has it', { answers: QueueItemAnswer, version: 'queue item', changes: true })
  take(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null) {
    return this.afterwards(actor, id, () => this.escalations.takeItem(actor, id, ifMatch));
  }

  @Post(':id/notes')
  @Allow.signedIn()
  @Operation('Writes what was done about an item', { answers: QueueItemAnswer, status: 201, version: 'queue item', changes: true })
  annotate(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: NoteDto) {
    return this.afterwards(actor, id, () => this.escalations.annotate(actor, id, input, ifMatch), `/api/v1/escalations/${id}`);
  }

  @Post(':id/hand-over')
  @Allow.signedIn()
  @Operation('Gives an item to somebody else of the home authority', { answers: QueueItemAnswer, version: 'queue item', changes: true })
  handOver(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: HandOverDto) {
    return this.afterwards(actor, id, () => this.escalations.handOver(actor, id, input, ifMatch));
  }

  @Post(':id/resolve')
  @Allow.signedIn()
  @Operation('Closes an item for a recorded reason why the duty is no longer owed', { answers: QueueItemAnswer, version: 'queue item', changes: true })
  resolve(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: ResolveDto) {
    return this.afterwards(actor, id, () => this.escalations.resolve(actor, id, input, ifMatch));
  }

  /** Does the work and answers with the item as it stands then. */
  private afterwards(actor: SignedIn, id: number, work: () => Promise<object>, location?: string) {
    return this.unitOfWork.run(async () => {
      await work();
      const item = await this.queue.readItem(actor, id);
      return answer(item, { version: item.version, location });
    });
  }
}
