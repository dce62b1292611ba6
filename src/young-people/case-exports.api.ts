import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApprovalViews } from '../approvals/approval-view.service.js';
import { ApprovalAnswer } from '../approvals/approvals.answers.js';
import { IdField, PatternField, TextField, TickField } from '../validation.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseExports } from './case-exports.service.js';
import { CaseListAnswer } from './case.answers.js';

export class CaseExportDto {
  @TextField({ description: 'what the list was searched by', max: 100, optional: true }) search?: string;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'home authority', optional: true }) authority?: string;
  @IdField({ description: 'provider', optional: true }) provider?: number;
  @IdField({ description: 'agreement under which a placement was made', optional: true }) agreement?: number;
  @TickField({ description: 'only cases with a duty that is missed and still open' }) missedOnly?: boolean;
}

@ApiTags('Cases')
@Controller('api/v1')
export class CaseExportsApi {
  constructor(
    private readonly exports: CaseExports,
    private readonly approvals: ApprovalViews,
  ) {}

  @Post('cases/exports')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Asks for a file of more than 50 cases, which a second person has to approve', { answers: ApprovalAnswer, status: 201 })
  async ask(@CurrentActor() actor: SignedIn, @Body() { search, authority, provider, agreement, missedOnly }: CaseExportDto) {
    const { id } = await this.exports.ask(actor, { search, authorityCode: authority, providerId: provider, agreementId: agreement, missedOnly });
    return answer(await this.approvals.read(actor, id), { location: `/api/v1/approvals/${id}` });
  }

  @Post('approvals/:id/export')
  @Allow.signedIn()
  @NeedsProof()
  @AnswersSecret()
  @Operation('Fetches the cases of an export that was approved, once', { answers: CaseListAnswer })
  async fetch(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    const items = await this.exports.fetch(actor, id);
    return answer({ items: items.map(({ id: _id, ...item }) => item), total: items.length, similar: false, after: null });
  }
}
