import { Module, type DynamicModule } from '@nestjs/common';
import type { RunConfig } from './config.js';
import { AbsencesModule } from './absences/absences.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AgreementsModule } from './agreements/agreements.module.js';
import { ApprovalPagesModule } from './approvals/approval-pages.module.js';
import { BankHolidaysModule } from './bank-holidays/bank-holidays.module.js';
import { BrandingModule } from './branding/branding.module.js';
import { CalendarFeedsModule } from './calendar-feeds/calendar-feeds.module.js';
import { CaseAccessModule } from './case-access/case-access.module.js';
import { CoverageModule } from './coverage/coverage.module.js';
import { CorrectionsModule } from './corrections/corrections.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DraftsApiModule } from './drafts/drafts-api.module.js';
import { DutiesModule } from './duties/duties.module.js';
import { HoldsModule } from './holds/holds.module.js';
import { MistakenCasesModule } from './mistaken-cases/mistaken-cases.module.js';
import { StatutoryReturnsModule } from './statutory-returns/statutory-returns.module.js';
import { HomeModule } from './duties/home.module.js';
import { ReturnsModule } from './returns/returns.module.js';
import { EmergenciesModule } from './emergencies/emergencies.module.js';
import { EmergencyAccessModule } from './emergency-access/emergency-access.module.js';
import { EntitlementsModule } from './entitlements/entitlements.module.js';
import { EntryModule } from './entry/entry.module.js';
import { EscalationsModule } from './escalations/escalations.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { FeedbackModule } from './feedback/feedback.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { InspectionsModule } from './inspections/inspections.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LongWorkModule } from './long-work/long-work.module.js';
import { LooksModule } from './looks/looks.module.js';
import { MeModule } from './me/me.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OrganisationRecordsModule } from './organisation-records/organisation-records.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { OwnFileModule } from './own-file/own-file.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlacementsModule } from './placements/placements.module.js';
import { PlansModule } from './plans/plans.module.js';
import { PostsModule } from './posts/posts.module.js';
import { RecordsModule } from './records/records.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { RiskNoticesModule } from './risk-notices/risk-notices.module.js';
import { SavedViewsModule } from './saved-views/saved-views.module.js';
import { ScanningModule } from './scanning/scanning.module.js';
import { ServiceInformationModule } from './service-information/service-information.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SharingModule } from './sharing/sharing.module.js';
import { SingleSignOnModule } from './single-sign-on/single-sign-on.module.js';
import { TrainingModule } from './training/training.module.js';
import { WebModule } from './web/web.module.js';
import { CasePagesModule } from './young-people/case-pages.module.js';
import { YoungPeopleModule } from './young-people/young-people.module.js';

/** A table of contents: the edges, then one module for each noun. */
@Module({})
export class AppModule {
  static forRoot(config: RunConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.forRoot(config),
        WebModule.forRoot(config),
        JobsModule.forRoot(config),
        NotificationsModule.forRoot(config),
        ScanningModule.forRoot(config),
        AbsencesModule,
        AccountsModule,
        AgreementsModule,
        ApprovalPagesModule,
        BankHolidaysModule,
        BrandingModule,
        CalendarFeedsModule,
        CaseAccessModule,
        CasePagesModule,
        CoverageModule,
        CorrectionsModule,
        DraftsApiModule,
        DutiesModule,
        EmergenciesModule,
        EmergencyAccessModule,
        EntitlementsModule,
        EntryModule,
        EscalationsModule,
        FeedbackModule,
        FiguresModule,
        HoldsModule, MistakenCasesModule, StatutoryReturnsModule,
        HomeModule,
        ReturnsModule,
        ImportsModule,
        InspectionsModule,
        LongWorkModule,
        LooksModule,
        MeModule,
        OrganisationRecordsModule,
        OrganisationsModule,
        OwnFileModule,
        PeopleModule,
        PlacementsModule,
        PlansModule,
        PostsModule,
        RecordsModule,
        RetentionModule,
        ReviewsModule,
        RiskNoticesModule,
        SavedViewsModule,
        ServiceInformationModule,
        SettingsModule,
        SharingModule,
        SingleSignOnModule,
        TrainingModule,
        YoungPeopleModule,
      ],
    };
  }
}
