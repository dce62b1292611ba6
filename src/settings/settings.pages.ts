import { Controller, Get, Param, Post } from '@nestjs/common';
import { notAllowed, notFound } from '../errors.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { Allow } from '../web/allow.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import type { SignedIn } from '../web/visitor.js';
import { effectInWords } from './setting-effect.js';
import type { SettingLine } from './setting-lines.js';
import { SettingForm } from './settings.dto.js';
import { SettingsService, type AuthoritySettings } from './settings.service.js';

/** The limits of one's own authority: read, changed, and before that what the change would do. */
@Controller('settings')
export class SettingsPages {
  constructor(private readonly settings: SettingsService) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn): Promise<Page> {
    return page('settings/list', await this.own(actor));
  }

  @Get(':name/edit') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('name') name: string): Promise<Page> {
    const { setting, authority } = await this.toChange(actor, name);
    return page('settings/edit', { setting, authority, values: { value: String(setting.value) } });
  }

  @Post(':name/edit') @Allow.signedIn()
  check(@CurrentActor() actor: SignedIn, @Param('name') name: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(SettingForm, form, {
      work: async (input) => {
        const { setting, authority } = await this.toChange(actor, name);
        const effect = await this.settings.previewChange(actor, authority.code, { ...input, name: setting.name });
        return page('settings/check', { setting, authority, effect, input, form });
      },
      again: () => this.ask(actor, name),
    });
  }

  @Post('recalculation') @Allow.signedIn()
  recalculate(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(JustAButton, form, {
      work: async () => {
        const { authority } = await this.own(actor);
        const { id } = await this.settings.askRecalculation(actor, authority.code);
        return redirect(`/long-work/${id}`, { title: 'Every date is being derived again', text: 'It goes on in the background.' });
      },
      again: () => this.list(actor),
    });
  }

  @Post(':name') @Allow.signedIn()
  change(@CurrentActor() actor: SignedIn, @Param('name') name: string, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(SettingForm, form, {
      work: async (input) => {
        const { setting, authority } = await this.toChange(actor, name);
        const { effect, work } = await this.settings.askChange(actor, authority.code, { ...input, name: setting.name });
        if (work) return redirect(`/long-work/${work.id}`, { title: 'The limit is being set', text: 'Many dates go by it, so they are derived in the background: all of them or none.' });
        return redirect('/settings', { title: 'The limit is set', text: `${setting.of === 'limit' ? effectInWords(effect) : GOES_BY[setting.of]} What it was before stays on record.` });
      },
      again: () => this.ask(actor, name),
    });
  }

  private own(actor: SignedIn): Promise<AuthoritySettings> {
    if (actor.authorityCode === null) throw notAllowed('read the settings of an authority');
    return this.settings.readSettings(actor, actor.authorityCode);
  }

  private async toChange(actor: SignedIn, name: string): Promise<Pick<AuthoritySettings, 'authority'> & { setting: SettingLine }> {
    const { authority, items, mayChange } = await this.own(actor);
    const setting = items.find((one) => one.name === name);
    if (!setting) throw notFound('setting');
    if (!mayChange) throw notAllowed('change the settings of this authority');
    return { authority, setting };
  }
}

/** What goes by a setting that moves no date. */
const GOES_BY = { message: 'Messages about what opens from that day on go by it.', threshold: 'Returns that are sent from that day on are looked at with it.' } as const;
