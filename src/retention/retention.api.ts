import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApprovalViews } from '../approvals/approval-view.service.js';
import { ApprovalAnswer } from '../approvals/approvals.answers.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { ErasurePreviewAnswer, RetentionAnswer } from './retention.answers.js';
import { HoldDto, ScheduleDto } from './retention.dto.js';
import { RetentionService } from './retention.service.js';

@ApiTags('Retention')
@Controller('api/v1/retention')
export class RetentionApi {
  constructor(
    private readonly retention: RetentionService,
    private readonly approvals: ApprovalViews,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('How long your organisation keeps what is its own, and which records are due or held', { answers: RetentionAnswer })
  list(@CurrentActor() actor: SignedIn) {
    return this.listed(actor);
  }

  @Post('schedules')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Sets how long: the birthday of a care record, or the days that a provider sees it after the end', { answers: RetentionAnswer })
  async setSchedule(@CurrentActor() actor: SignedIn, @Body() input: ScheduleDto) {
    await this.retention.setSchedule(actor, input);
    return this.listed(actor);
  }

  @Get('cases/:reference')
  @Allow.signedIn()
  @Operation('What erasing a record would do, and what stands against it', { answers: ErasurePreviewAnswer })
  async preview(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    return answer(await this.retention.preview(actor, reference));
  }

  @Post('cases/:reference/erasure')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Asks a second person to erase a record whose time is over', { answers: ApprovalAnswer, status: 201 })
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    const { id } = await this.retention.askErasure(actor, reference);
    return answer(await this.approvals.read(actor, id), { location: `/api/v1/approvals/${id}` });
  }

  @Post('cases/:reference/holds')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Holds a record, whatever its age, for a reason', { answers: ErasurePreviewAnswer, status: 201 })
  async hold(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Body() input: HoldDto) {
    await this.retention.hold(actor, reference, input);
    return answer(await this.retention.preview(actor, reference), { location: `/api/v1/retention/cases/${reference}` });
  }

  @Post('cases/:reference/holds/:id/lifting')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Lifts a hold', { status: 204 })
  async lift(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number): Promise<void> {
    await this.retention.lift(actor, reference, id);
  }

  private async listed(actor: SignedIn) {
    const { schedules, items } = await this.retention.listRetained(actor);
    return answer({ schedules, items, total: items.length, after: null });
  }
}
