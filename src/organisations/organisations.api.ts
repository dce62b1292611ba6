import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PatternField, TextField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { AuthorityAnswer } from '../young-people/contact.answers.js';
import { OrganisationsService } from './organisations.service.js';
import { PROVIDER_TYPES } from './provider.entity.js';

export class ProviderListQuery extends Paging {
  @TextField({ description: 'part of a name or a UKPRN', max: 100, optional: true }) search?: string;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'authority in whose area it is', optional: true }) authority?: string;
}

export class ProviderAnswer {
  @Shows.id() id: number;
  @Shows.text({ of: 'UK provider reference number' }) ukprn: string;
  @Shows.text() name: string;
  @Shows.choice(Object.keys(PROVIDER_TYPES)) type: string;
  @Shows.text() authorityCode: string;
  @Shows.text() authorityName: string;
}

export class ProviderListAnswer {
  @Shows.many(() => ProviderAnswer) items: ProviderAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

export class AuthorityListAnswer {
  @Shows.many(() => AuthorityAnswer) items: AuthorityAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}

@ApiTags('Organisations')
@Controller('api/v1')
export class OrganisationsApi {
  constructor(private readonly organisations: OrganisationsService) {}

  @Get('authorities')
  @Allow.signedIn()
  @Operation('The local authorities, by name', { answers: AuthorityListAnswer })
  async authorities() {
    const items = (await this.organisations.listAuthorities()).map(({ code, name }) => ({ code, name }));
    return answer({ items, total: items.length, after: null });
  }

  @Get('providers')
  @Allow.signedIn()
  @Operation('Education and training providers', { answers: ProviderListAnswer })
  async providers(@Query() { search, authority, after, limit }: ProviderListQuery) {
    return answer(await this.organisations.listProviders({ search, authorityCode: authority }, after ?? null, limit));
  }
}
