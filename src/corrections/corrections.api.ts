import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { pageOf, Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseSight } from '../young-people/case-sight.service.js';
import { ClosedCaseAnswer, closedCase } from '../young-people/closed-case.answers.js';
import { CorrectionList, presentCorrection } from './correction-list.service.js';
import { CorrectionAnswer, CorrectionListAnswer, FactAnswer } from './corrections.answers.js';
import { CorrectFactDto } from './corrections.dto.js';
import { CorrectionsService } from './corrections.service.js';
import { presentFact } from './fact.presenter.js';

@ApiTags('Corrections')
@Controller('api/v1/cases/:reference')
export class CorrectionsApi {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly list: CorrectionList,
    private readonly sight: CaseSight,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('corrections')
  @Allow.signedIn()
  @Operation('What was put right or taken back on a case: before, after, by whom and why', { answers: CorrectionListAnswer })
  async all(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Query() paging: Paging) {
    return answer(pageOf(await this.list.listCorrections(actor, reference), paging));
  }

  @Get('facts/:fact/:id')
  @Allow.signedIn()
  @Operation('A fact that you may correct: its fields, and what it says', { answers: FactAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('fact') fact: string, @Param('id', ParseId) id: number) {
    return answer(presentFact(await this.corrections.readFact(actor, reference, { fact, id })));
  }

  @Post('facts/:fact/:id/corrections')
  @Allow.signedIn()
  @Operation('Puts a fact right, or takes it back; the duties follow and the trail keeps both', {
    answers: [CorrectionAnswer, ClosedCaseAnswer], status: 201, version: 'case', changes: true,
    description: 'Where what is right closes the case to you, such as an earlier end of a placement or another team, the answer says so in place of the correction.',
  })
  async correct(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('fact') fact: string,
    @Param('id', ParseId) id: number,
    @IfMatch() ifMatch: number | null,
    @Body() { takeBack, values, reason }: CorrectFactDto,
  ) {
    const asked = { values: values ?? {}, reason, ifVersion: ifMatch };
    return this.unitOfWork.run(async () => {
      const { correction, version, names } = await (takeBack
        ? this.corrections.takeBackFact(actor, reference, { fact, id }, asked)
        : this.corrections.correctFact(actor, reference, { fact, id }, asked));
      if (!(await this.sight.isOpenTo(actor, reference, ['case.read']))) return answer(closedCase(reference));
      return answer(presentCorrection({ ...correction, correctedByName: actor.name }, names), { version, location: `/api/v1/cases/${reference}/corrections` });
    });
  }
}
