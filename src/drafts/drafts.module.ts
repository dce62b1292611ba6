import { Global, Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { Drafts } from './drafts.service.js';
import { DraftsPages, MeDraftsPages } from './drafts.pages.js';
import { FormDrafts } from './form-drafts.service.js';

/** Forms that somebody began and has not sent; the edge keeps them, so it is everywhere. */
@Global()
@Module({ imports: [SignInModule], controllers: [DraftsPages, MeDraftsPages], providers: [Drafts, FormDrafts], exports: [Drafts, FormDrafts] })
export class DraftsModule {}
