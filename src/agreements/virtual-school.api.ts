import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { AuthorityAnswer } from '../young-people/contact.answers.js';
import { VirtualSchoolService } from './virtual-school.service.js';

export class SignedProviderAnswer {
  @Shows.id() agreementId: number;
  @Shows.id() providerId: number;
  @Shows.text() name: string;
  @Shows.choice(['draft', 'in force', 'ended']) state: string;
  @Shows.date({ nullable: true }) nextReviewOn: string | null;
  @Shows.number({ of: 'what the provider owes by itself and for own young people whose case you see' }) open: number;
  @Shows.number({ of: 'of these, past their due time' }) missed: number;
  @Shows.number({ nullable: true, of: 'young people of other authorities there with something missed; null for fewer than five, and for none' }) othersMissed: number | null;
}

export class OwnAtProviderAnswer {
  @Shows.text({ nullable: true, of: 'null for those without a placement' }) areaName: string | null;
  @Shows.id({ nullable: true }) providerId: number | null;
  @Shows.text({ nullable: true }) providerName: string | null;
  @Shows.flag({ of: 'whether it has an agreement in force' }) hasSigned: boolean;
  @Shows.number() youngPeople: number;
  @Shows.number() open: number;
  @Shows.number() missed: number;
  @Shows.number({ of: 'the highest level of an open escalation; 0 for none' }) level: number;
}

export class OwnYoungPeopleAnswer {
  @Shows.number() youngPeople: number;
  @Shows.many(() => OwnAtProviderAnswer) providers: OwnAtProviderAnswer[];
}

export class MadeAndOpenAnswer {
  @Shows.number() made: number;
  @Shows.number() open: number;
}

export class VirtualSchoolAnswer {
  @Shows.one(() => AuthorityAnswer) authority: AuthorityAnswer;
  @Shows.many(() => SignedProviderAnswer) signedWith: SignedProviderAnswer[];
  @Shows.one(() => OwnYoungPeopleAnswer) own: OwnYoungPeopleAnswer;
  @Shows.one(() => MadeAndOpenAnswer, { of: 'IM4' }) challenges: MadeAndOpenAnswer;
  @Shows.one(() => MadeAndOpenAnswer, { of: 'VS3' }) requests: MadeAndOpenAnswer;
}

@ApiTags('Agreements')
@Controller('api/v1/authorities/:code/virtual-school')
export class VirtualSchoolApi {
  constructor(private readonly virtualSchools: VirtualSchoolService) {}

  @Get()
  @Allow.signedIn()
  @Operation('Both halves of a Virtual Head’s responsibility: providers signed with, and own young people anywhere (P1)', { answers: VirtualSchoolAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('code') code: string) {
    return answer(await this.virtualSchools.readOverview(actor, code));
  }
}
