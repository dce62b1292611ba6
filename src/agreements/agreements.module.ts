import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { DutiesModule } from '../duties/duties.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { AgreementCorrectionsApi } from './agreement-corrections.api.js';
import { AgreementCorrectionsPages } from './agreement-corrections.pages.js';
import { AgreementCorrections } from './agreement-corrections.service.js';
import { AgreementList } from './agreement-list.service.js';
import { AgreementReviewsApi } from './agreement-reviews.api.js';
import { AgreementReviewsPages } from './agreement-reviews.pages.js';
import { AgreementReviewsService } from './agreement-reviews.service.js';
import { AgreementStepsPages } from './agreement-steps.pages.js';
import { AgreementWork } from './agreement-work.service.js';
import { AgreementsApi } from './agreements.api.js';
import { AgreementsPages } from './agreements.pages.js';
import { AgreementsService } from './agreements.service.js';
import { LocalCasesApi } from './local-cases.api.js';
import { LocalCasesPages } from './local-cases.pages.js';
import { LocalCasesService } from './local-cases.service.js';
import { PublicApi } from './public.api.js';
import { PublicPages } from './public.pages.js';
import { PublicProviders } from './public-providers.service.js';
import { ReviewSignaturesService } from './review-signatures.service.js';
import { SignaturesApi } from './signatures.api.js';
import { SignaturesPages } from './signatures.pages.js';
import { SignaturesService } from './signatures.service.js';
import { VirtualSchoolApi } from './virtual-school.api.js';
import { VirtualSchoolPages } from './virtual-school.pages.js';
import { VirtualSchoolService } from './virtual-school.service.js';

@Module({
  imports: [DocumentsModule, DutiesModule, OrganisationsModule],
  controllers: [
    AgreementCorrectionsApi, AgreementCorrectionsPages, AgreementReviewsApi, AgreementReviewsPages, AgreementsApi, AgreementsPages, AgreementStepsPages, PublicApi, PublicPages, SignaturesApi, SignaturesPages,
    LocalCasesApi, LocalCasesPages, VirtualSchoolApi, VirtualSchoolPages,
  ],
  providers: [AgreementCorrections, AgreementList, AgreementReviewsService, AgreementsService, AgreementWork, LocalCasesService, PublicProviders, ReviewSignaturesService, SignaturesService, VirtualSchoolService],
})
export class AgreementsModule {}
