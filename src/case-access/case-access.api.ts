import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseAccessViews } from './case-access-view.service.js';
import { CaseAccessAnswer, PeopleAroundAnswer } from './case-access.answers.js';
import { AdmitDto, ExcludeDto, RestrictDto } from './case-access.dto.js';
import { CaseAccessService } from './case-access.service.js';

/** A change here may shut the case to whoever makes it: so none answers with what can be read then. */
@ApiTags('Case access')
@Controller('api/v1/cases/:reference')
export class CaseAccessApi {
  constructor(
    private readonly access: CaseAccessService,
    private readonly views: CaseAccessViews,
  ) {}

  @Get('access')
  @Allow.signedIn()
  @Operation('Who is kept out of a case, and whether it is restricted', { answers: CaseAccessAnswer, version: 'case' })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    const view = await this.views.readAccess(actor, reference);
    return answer(view, { version: view.version });
  }

  @Get('access/people')
  @Allow.signedIn()
  @Operation('Who could be kept out, or admitted', { answers: PeopleAroundAnswer })
  async people(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    const items = await this.views.peopleToChoose(actor, reference);
    return answer({ items, total: items.length, after: null });
  }

  @Post('exclusions')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Keeps somebody out of a case, whatever else would let them in', { status: 204, version: 'case', changes: true })
  async exclude(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null, @Body() input: ExcludeDto): Promise<void> {
    await this.access.exclude(actor, reference, input, ifMatch);
  }

  @Post('exclusions/:id/ending')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Ends an exclusion', { status: 204, version: 'case', changes: true })
  async endExclusion(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null): Promise<void> {
    await this.access.endExclusion(actor, reference, id, ifMatch);
  }

  @Post('restriction')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Restricts a case: posts over the authority or a team do not open it by themselves', { status: 204, version: 'case', changes: true })
  async restrict(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null, @Body() input: RestrictDto): Promise<void> {
    await this.access.restrict(actor, reference, input, ifMatch);
  }

  @Post('restriction/lifting')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Lifts the restriction of a case', { status: 204, version: 'case', changes: true })
  async lift(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null): Promise<void> {
    await this.access.liftRestriction(actor, reference, ifMatch);
  }

  @Post('admissions')
  @Allow.signedIn()
  @NeedsProof()
  @Operation("Lets somebody's post count in a restricted case", { status: 204, version: 'case', changes: true })
  async admit(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null, @Body() input: AdmitDto): Promise<void> {
    await this.access.admit(actor, reference, input, ifMatch);
  }

  @Post('admissions/:id/ending')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Ends an admission', { status: 204, version: 'case', changes: true })
  async endAdmission(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null): Promise<void> {
    await this.access.endAdmission(actor, reference, id, ifMatch);
  }
}
