import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { HandoverService } from './handover.service.js';

export class HandedOverCaseAnswer {
  @Shows.text() reference: string;
  @Shows.text() preferredName: string;
}

export class CaseOfBeforeAnswer extends HandedOverCaseAnswer {
  @Shows.date() endedOn: string;
  @Shows.text({ nullable: true, of: 'who is key worker now; null where nobody is' }) nowName: string | null;
}

export class AgreementOfTheirsAnswer {
  @Shows.id() id: number;
  @Shows.text() providerName: string;
  @Shows.text() authorityName: string;
  @Shows.texts({ of: 'as what its form names them' }) posts: string[];
}

export class HandedOverDutyAnswer {
  @Shows.text({ nullable: true, of: 'null for a duty of a provider or an authority itself' }) reference: string | null;
  @Shows.text({ nullable: true, of: 'the young person’s, or of the organisation whose own duty it is; null in the limited view' }) preferredName: string | null;
  @Shows.id({ nullable: true, of: 'the provider whose own duty it is' }) ofProviderId: number | null;
  @Shows.text({ nullable: true, of: 'the authority whose own duty it is' }) ofAuthorityCode: string | null;
  @Shows.id() id: number;
  @Shows.text() key: string;
  @Shows.choice(Object.keys(CLAUSES)) clause: string;
  @Shows.text({ nullable: true }) providerName: string | null;
  @Shows.date({ nullable: true }) dueOn: string | null;
  @Shows.instant({ nullable: true }) dueAt: Date | null;
  @Shows.instant({ nullable: true }) missedFrom: Date | null;
  @Shows.id({ nullable: true, of: 'the queue item they had taken' }) escalationId: number | null;
}

export class HandoverAnswer {
  @Shows.text() name: string;
  @Shows.many(() => HandedOverCaseAnswer, { of: 'whose key worker they still are' }) keyWorkerOf: HandedOverCaseAnswer[];
  @Shows.many(() => CaseOfBeforeAnswer, { of: 'whose key worker they were until at most 90 days ago' }) wasKeyWorkerOf: CaseOfBeforeAnswer[];
  @Shows.many(() => AgreementOfTheirsAnswer, { of: 'agreements in the making or in force whose form names them' }) agreements: AgreementOfTheirsAnswer[];
  @Shows.many(() => HandedOverDutyAnswer) duties: HandedOverDutyAnswer[];
  @Shows.number({ of: 'how many duties there are; the list ends at 500' }) total: number;
}

@ApiTags('People')
@Controller('api/v1/people')
export class HandoverApi {
  constructor(private readonly handovers: HandoverService) {}

  @Get(':personId/handover')
  @Allow.signedIn()
  @Operation('What somebody who leaves owes: in the cases that you see, for their organisation, and in which agreements they are named', { answers: HandoverAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('personId', ParseId) personId: number) {
    return answer(await this.handovers.handoverOf(actor, personId));
  }
}
