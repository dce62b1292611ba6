import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { OwnWishesDto } from '../sharing/sharing.dto.js';
import { mePage } from './me-page.js';
import { consentOf, disclosedOf } from './own-consent.js';
import { OwnConsentService } from './own-consent.service.js';
import { texts } from './languages.js';

/** Who may know what about me: read, and decided. */
@ApiExcludeController()
@Controller('me/consent')
export class MeConsentPages {
  constructor(private readonly consent: OwnConsentService) {}

  @Get()
  @Allow.youngPersonInFull()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    const { view, sharing } = await this.consent.read(actor);
    return mePage('consent', { columns: consentOf(view, sharing), disclosed: disclosedOf(sharing) });
  }

  @Post()
  @Allow.youngPersonInFull()
  decide(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(OwnWishesDto, form, {
      work: async ({ placementId, recipient, ...wishes }) => {
        const changed = await this.consent.wish(actor, placementId, recipient, wishes);
        return redirect('/me/consent', changed > 0 ? { title: texts().consent.kept, text: texts().consent.keptText } : texts().consent.unchanged);
      },
      again: () => this.show(actor),
    });
  }
}
