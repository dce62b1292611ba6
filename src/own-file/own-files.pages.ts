import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, NeedsProof } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { JustAButton, submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { FEWEST_CHARACTERS, RequestOwnFileDto } from './own-file.dto.js';
import { OwnFiles } from './own-files.service.js';
import { readableFile } from './readable-file.js';

/** For whoever answers young people who ask for what is held about them. */
@Controller('own-files')
export class OwnFilesPages {
  constructor(private readonly files: OwnFiles) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn): Promise<Page> {
    return page('own-file/list', { items: await this.files.listRequests(actor), fewest: FEWEST_CHARACTERS });
  }

  @Post() @Allow.signedIn() @NeedsProof()
  ask(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(RequestOwnFileDto, { ...form, reference: String(form['reference'] ?? '').toUpperCase() }, {
      work: async (input) => {
        await this.files.recordRequest(actor, input);
        return redirect('/own-files', { title: 'The request is recorded', text: 'Take the file out below, read it through, and give it to them.' });
      },
      again: () => this.show(actor),
    });
  }

  @Post(':id/release') @Allow.signedIn() @NeedsProof()
  release(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(JustAButton, form, {
      work: async () => {
        await this.files.release(actor, id);
        return redirect('/own-files', { title: 'They may fetch it', text: 'It is on their own pages, behind their PIN.' });
      },
      again: () => this.show(actor),
    });
  }

  @Post(':id/file.html') @Allow.signedIn() @NeedsProof()
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="own-file.html"')
  async readable(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<string> {
    return readableFile(await this.files.giveFile(actor, id));
  }

  @Post(':id/file.json') @Allow.signedIn() @NeedsProof()
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="own-file.json"')
  async machineReadable(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<string> {
    return JSON.stringify(await this.files.giveFile(actor, id), null, 2);
  }
}
