import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { PrintedDocuments } from '../documents/printed-documents.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { PROVIDER_TYPES } from '../organisations/provider.entity.js';
import { PatternField, TextField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { agreementText } from './agreement-document.js';
import { promisesByParty } from './public-information.js';
import { PublicProviders } from './public-providers.service.js';

export class PublicProvidersQuery {
  @TextField({ description: 'part of a name or an area', max: 100, optional: true }) search?: string;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'area', optional: true }) area?: string;
}

/** Pages for anybody, without signing in (VS7). */
@Controller()
export class PublicPages {
  constructor(
    private readonly providers: PublicProviders,
    private readonly organisations: OrganisationsService,
    private readonly documents: PrintedDocuments,
  ) {}

  @Get('about-the-agreement') @Allow.public()
  about(): Page {
    return page('public-information/about', { parties: promisesByParty() });
  }

  @Get('the-agreement') @Allow.public()
  inFull(): Page {
    return page('public-information/in-full', { blocks: agreementText().blocks });
  }

  @Get('the-agreement/pdf') @Allow.public()
  inFullOnPaper(): Promise<StreamableFile> {
    return this.documents.pdf(agreementText());
  }

  @Get('providers-that-signed') @Allow.public()
  async signed(@Query() query: PublicProvidersQuery): Promise<Page> {
    const [providers, virtualSchools, areas] = [await this.providers.listProviders(query), await this.providers.listVirtualSchools(), await this.organisations.listAuthorities()];
    return page('public-information/providers', { providers, virtualSchools, areas, types: PROVIDER_TYPES, filters: query, isFiltered: Boolean(query.search ?? query.area) });
  }
}
