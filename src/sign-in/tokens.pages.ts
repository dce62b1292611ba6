import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { LONGEST_TOKEN_DAYS, SCOPES } from './scopes.js';
import { EndTokenForm, MakeTokenDto } from './tokens.dto.js';
import { TokensService } from './tokens.service.js';

/** Access tokens of one's own, for programs. */
@ApiExcludeController()
@Controller('account/tokens')
export class TokensPages {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @Allow.signedIn()
  async show(@CurrentActor() { personId }: SignedIn): Promise<Page> {
    return page('sign-in/tokens', { tokens: await this.tokens.listOf(personId), scopes: SCOPES, longest: LONGEST_TOKEN_DAYS, values: { days: '90', scopes: 'read' } });
  }

  /** The secret is on the answer itself, and nowhere after it. */
  @Post()
  @Allow.signedIn()
  @NeedsProof()
  make(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(MakeTokenDto, form, {
      work: async (input) => page('sign-in/token-made', await this.tokens.make(actor.personId, input, null)),
      again: () => this.show(actor),
    });
  }

  @Post('end')
  @Allow.signedIn()
  end(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(EndTokenForm, form, {
      work: async ({ token }) => {
        await this.tokens.end(actor.personId, token);
        return redirect('/account/tokens', { title: 'The token has ended', text: 'Programs that use it are refused from now on.' });
      },
      again: () => this.show(actor),
    });
  }
}
