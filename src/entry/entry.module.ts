import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { YoungPeopleModule } from '../young-people/young-people.module.js';
import { EntryPages } from './entry.pages.js';
import { EntryService } from './entry.service.js';
import { EntryWays } from './entry-ways.service.js';
import { LanguagePages } from './language.pages.js';
import { OwnAccessApi } from './own-access.api.js';
import { OwnAccessPages } from './own-access.pages.js';
import { OwnAccessService } from './own-access.service.js';
import { PinPages } from './pin.pages.js';
import { PinsService } from './pins.service.js';
import { QuickExitPages } from './quick-exit.pages.js';
import { StepUp } from './step-up.service.js';

/** How a young person comes in to their own pages, and leaves them. */
@Module({
  imports: [SignInModule, YoungPeopleModule],
  controllers: [EntryPages, LanguagePages, PinPages, QuickExitPages, OwnAccessApi, OwnAccessPages],
  providers: [EntryService, EntryWays, OwnAccessService, PinsService, StepUp],
})
export class EntryModule {}
