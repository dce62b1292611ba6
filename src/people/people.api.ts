import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BrandingAnswer } from '../branding/branding.answers.js';
import { POSTS } from '../domain/agreement/roles.js';
import { PatternField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { PeopleService } from './people.service.js';

export class PeopleQuery extends Paging {
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority' }) authority: string;
}

export class PersonAnswer {
  @Shows.id() id: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.texts({ of: `posts held today: ${Object.keys(POSTS).join(', ')}` }) posts: string[];
}

export class PeopleAnswer {
  @Shows.many(() => PersonAnswer) items: PersonAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

export class HeldPostAnswer {
  @Shows.choice(Object.keys(POSTS)) post: string;
  @Shows.text({ nullable: true }) authorityCode: string | null;
  @Shows.id({ nullable: true }) providerId: number | null;
  @Shows.text({ nullable: true, of: 'null for every team' }) team: string | null;
  @Shows.flag({ of: 'whether it is that of somebody for whom you cover' }) covered: boolean;
}

export class InspectionOfMineAnswer {
  @Shows.text() authorityCode: string;
  @Shows.flag({ of: 'all cases of the authority, or only those that were listed' }) allCases: boolean;
  @Shows.instant() untilAt: Date;
}

export class EmergencyAccessOfMineAnswer {
  @Shows.id() id: number;
  @Shows.text() reference: string;
  @Shows.instant() untilAt: Date;
}

export class MeAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.text({ of: 'the name of the authority or provider' }) organisation: string;
  @Shows.one(() => BrandingAnswer, { nullable: true, of: 'what your authority calls the service, its colour, and whom you call; null where it has set nothing' }) branding: BrandingAnswer | null;
  @Shows.text({ nullable: true }) authorityCode: string | null;
  @Shows.id({ nullable: true }) providerId: number | null;
  @Shows.numbers({ of: 'those whose part you take while they are away; their posts are among yours' }) coversFor: number[];
  @Shows.many(() => HeldPostAnswer, { of: 'posts held today' }) posts: HeldPostAnswer[];
  @Shows.many(() => InspectionOfMineAnswer, { of: 'what a Virtual Head lets you read as an inspector' }) inspections: InspectionOfMineAnswer[];
  @Shows.many(() => EmergencyAccessOfMineAnswer, { of: 'cases you have opened in an emergency, until when' }) emergencyAccess: EmergencyAccessOfMineAnswer[];
}

@ApiTags('People')
@Controller('api/v1')
export class PeopleApi {
  constructor(private readonly people: PeopleService) {}

  @Get('me')
  @Allow.signedIn()
  @Operation('Whose access token this is', { answers: MeAnswer })
  me(@CurrentActor() actor: SignedIn) {
    const { asOf: _asOf, ownCaseId: _ownCaseId, ownReference: _ownReference, inspections, emergencyAccess, ...person } = actor;
    return answer({
      ...person,
      inspections: inspections.map(({ authorityCode, caseIds, untilAt }) => ({ authorityCode, allCases: caseIds === null, untilAt })),
      emergencyAccess: emergencyAccess.map(({ id, reference, untilAt }) => ({ id, reference, untilAt })),
    });
  }

  @Get('people')
  @Allow.signedIn()
  @Operation('The people of an authority, for those who assign key workers or hand queue items over', { answers: PeopleAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() { authority, after, limit }: PeopleQuery) {
    return answer(await this.people.listPeople(actor, authority, after ?? null, limit));
  }
}
