import { Controller, Get, Post } from '@nestjs/common';
import { notAllowed } from '../errors.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import type { Branding } from './branding.js';
import { SetBranding } from './branding.dto.js';
import { BrandingService } from './branding.service.js';

/** Name, colour and contact of one's own authority. */
@Controller('settings/branding')
export class BrandingPages {
  constructor(private readonly branding: BrandingService) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const model = await this.branding.readBranding(actor, own(actor));
    return page('branding/edit', { ...model, values: valuesOf(model.branding) });
  }

  @Post() @Allow.signedIn()
  set(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(SetBranding, form, {
      work: async (input) => {
        await this.branding.setBranding(actor, own(actor), input);
        return redirect('/settings/branding', { title: 'It is set', text: 'The people of your authority see it from their next page on. What it was before stays on record.' });
      },
      again: () => this.show(actor),
    });
  }
}

function own({ authorityCode }: SignedIn): string {
  if (authorityCode === null) throw notAllowed('read the settings of an authority');
  return authorityCode;
}

const valuesOf = (branding: Branding | null): FormValues => ({
  serviceName: branding?.serviceName ?? '',
  colour: branding?.colour ?? '',
  contactName: branding?.contact?.name ?? '',
  contactPhone: branding?.contact?.phone ?? '',
  contactEmail: branding?.contact?.email ?? '',
  contactHours: branding?.contact?.hours ?? '',
});
