import { Controller, Get, Header, Query, type StreamableFile } from '@nestjs/common';
import { pdfFile, PrintedDocuments } from '../documents/printed-documents.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { PROVIDER_TYPES } from '../organisations/provider.entity.js';
import { PatternField, TextField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { embedded, page, type Page } from '../web/answers.js';
import { KEPT_FIVE_MINUTES } from '../web/content-security.js';
import { WebSettings } from '../web/web-settings.js';
import { agreementText } from './agreement-document.js';
import { promisesByParty } from './public-information.js';
import { PublicProviders } from './public-providers.service.js';

export class PublicProvidersQuery {
  @TextField({ description: 'part of a name or an area', max: 100, optional: true }) search?: string;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'area', optional: true }) area?: string;
}

/** What a council's own site may show in a frame, by the path below /embed/. */
const EMBEDDABLE = { 'about-the-agreement': 'About the Learner Support Agreement', 'providers-that-signed': 'Providers that signed the agreement' } as const;

/** Pages for anybody, without signing in (VS7). */
@Controller()
export class PublicPages {
  /** Made once: it is the same for everybody, and anybody may ask for it as often as they like. */
  private text: Promise<Buffer> | null = null;

  constructor(
    private readonly providers: PublicProviders,
    private readonly organisations: OrganisationsService,
    private readonly documents: PrintedDocuments,
    private readonly settings: WebSettings,
  ) {}

  @Get('about-the-agreement') @Allow.public()
  about(): Page {
    return page('public-information/about', { parties: promisesByParty(), embeddable: Object.entries(EMBEDDABLE).map(([path, title]) => ({ url: `${this.settings.publicUrl}/embed/${path}`, title })) });
  }

  @Get('embed/about-the-agreement') @Allow.public()
  aboutElsewhere(): Page {
    return embedded('public-information/about', { parties: promisesByParty() });
  }

  @Get('the-agreement') @Allow.public()
  inFull(): Page {
    return page('public-information/in-full', { blocks: agreementText().blocks });
  }

  @Get('the-agreement/pdf') @Allow.public() @Header('cache-control', KEPT_FIVE_MINUTES)
  async inFullOnPaper(): Promise<StreamableFile> {
    const text = agreementText();
    this.text ??= this.documents.bytes(text);
    return pdfFile(text, await this.text);
  }

  @Get('providers-that-signed') @Allow.public()
  async signed(@Query() query: PublicProvidersQuery): Promise<Page> {
    return page('public-information/providers', { ...(await this.whoSigned(query)), listHref: '/providers-that-signed' });
  }

  @Get('embed/providers-that-signed') @Allow.public()
  async signedElsewhere(@Query() query: PublicProvidersQuery): Promise<Page> {
    return embedded('public-information/providers', { ...(await this.whoSigned(query)), listHref: '/embed/providers-that-signed' });
  }

  private async whoSigned(query: PublicProvidersQuery) {
    const [providers, virtualSchools, areas] = [await this.providers.listProviders(query), await this.providers.listVirtualSchools(), await this.organisations.listAuthorities()];
    return { providers, virtualSchools, areas, types: PROVIDER_TYPES, filters: query, isFiltered: Boolean(query.search ?? query.area) };
  }
}
