import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { InvitationMails } from '../sign-in/invitations/invitation-mails.service.js';
import { Invitations } from '../sign-in/invitations/invitations.service.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { InspectionsApi } from './inspections.api.js';
import { InspectionsPages } from './inspections.pages.js';
import { InspectionsService } from './inspections.service.js';
import { EndedInspectors } from './ended-inspectors.service.js';
import { Inspectors } from './inspectors.service.js';

@Module({
  imports: [ApprovalsModule, SignInModule],
  controllers: [InspectionsApi, InspectionsPages],
  providers: [EndedInspectors, InspectionsService, Inspectors, InvitationMails, Invitations],
  exports: [InspectionsService],
})
export class InspectionsModule {}
