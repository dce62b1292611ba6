import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseChanges } from '../young-people/case-changes.service.js';
import type { CaseView, LimitedCaseView } from '../young-people/case-view.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { found } from '../young-people/found.js';
import { EmergencyAnswer, RaisedEmergencyAnswer, RespondersAnswer } from './emergencies.answers.js';
import { RaiseEmergencyDto, RespondToEmergencyDto } from './emergencies.dto.js';
import { EmergenciesService } from './emergencies.service.js';

@ApiTags('Emergencies')
@Controller('api/v1/cases/:reference/emergencies')
export class EmergenciesApi {
  constructor(
    private readonly views: CaseViewService,
    private readonly changes: CaseChanges,
    private readonly emergencies: EmergenciesService,
  ) {}

  @Post()
  @Allow.signedIn()
  @Operation('Raises an emergency: a person must respond within 24 elapsed hours (KW8)', { answers: [EmergencyAnswer, RaisedEmergencyAnswer], status: 201, version: 'case', changes: true })
  async raise(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @IfMatch() ifMatch: number | null,
    @Body() input: RaiseEmergencyDto,
  ) {
    const { result, view } = await this.changes.changeInSight(actor, reference, ifMatch, () => this.emergencies.raiseEmergency(actor, reference, input));
    return emergencyIn(view, result.id, true);
  }

  @Get('responders')
  @Allow.signedIn()
  @Operation('Who answers emergencies of this case now, day and night (KW8)', { answers: RespondersAnswer })
  async responders(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    const { people: items, isOutOfHours } = await this.emergencies.respondersNow(actor, reference);
    return answer({ items, isOutOfHours, total: items.length, after: null });
  }

  @Get(':emergencyId')
  @Allow.signedIn()
  @Operation('An emergency and the response to it; in the limited view one that you raised', { answers: [EmergencyAnswer, RaisedEmergencyAnswer], version: 'case' })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('emergencyId', ParseId) emergencyId: number) {
    return emergencyIn(await this.views.readCase(actor, reference), emergencyId);
  }

  @Post(':emergencyId/acknowledgement')
  @Allow.signedIn()
  @Operation('Takes an emergency in hand, before the answer (KW8)', { answers: EmergencyAnswer, status: 201, version: 'case', changes: true })
  async acknowledge(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('emergencyId', ParseId) emergencyId: number,
    @IfMatch() ifMatch: number | null,
  ) {
    const work = () => this.emergencies.acknowledgeEmergency(actor, reference, emergencyId);
    const { view } = await this.changes.change(actor, reference, ifMatch, work);
    return emergencyIn(view, emergencyId, true);
  }

  @Post(':emergencyId/response')
  @Allow.signedIn()
  @Operation('Records the response: who, when, what was done (KW8)', { answers: EmergencyAnswer, status: 201, version: 'case', changes: true })
  async respond(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('emergencyId', ParseId) emergencyId: number,
    @IfMatch() ifMatch: number | null,
    @Body() input: RespondToEmergencyDto,
  ) {
    const work = () => this.emergencies.respondToEmergency(actor, reference, emergencyId, input);
    const { view } = await this.changes.change(actor, reference, ifMatch, work);
    return emergencyIn(view, emergencyId, true);
  }
}

function emergencyIn(view: CaseView | LimitedCaseView, emergencyId: number, created = false) {
  const emergency = found<{ id: number }>(view.emergencies, emergencyId, 'emergency');
  return answer(emergency, { ...('limited' in view ? {} : { version: view.version }), ...(created && { location: `/api/v1/cases/${view.reference}/emergencies/${emergencyId}` }) });
}
