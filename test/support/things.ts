import { Body, Controller, Get, Param, Post, Query, Render } from '@nestjs/common';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Refusal, changedSince } from '../../src/errors.js';
import { LocalDateField, TextField } from '../../src/validation.js';
import { Allow } from '../../src/web/allow.js';
import { json, page, redirect } from '../../src/web/answers.js';
import { Paging } from '../../src/web/api/keyset.js';
import { IfMatch } from '../../src/web/api/versions.js';
import { CurrentActor } from '../../src/web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../../src/web/forms.js';
import { CaseReference, ParseId } from '../../src/web/params.js';
import { TooMany } from '../../src/web/refusals.js';
import { TakesFiles, Uploaded } from '../../src/web/uploads.js';
import type { SignedIn, Upload } from '../../src/web/visitor.js';

export class ThingDto {
  @TextField({ description: 'What happened', max: 20 })
  what: string;

  @LocalDateField({ description: 'Start date', optional: true })
  startsOn?: string;
}

/** What ends in a status: a bug in 500, a database that is away in 503, too many in 429, else a refusal. */
function failure(status: number): Error {
  if (status === 500) return new Error('secret-value');
  if (status === 503) return Object.assign(new Error('secret-value'), { code: 'ECONNREFUSED' });
  return status === 429 ? new TooMany(90, 'Wait 90 seconds.') : new Refusal(status, 'STANDS_AGAINST_IT', 'No.');
}

/** Pages as features write them. */
@Controller('things')
export class ThingPages {
  @Get('new')
  @Allow.signedIn()
  form() {
    return page('errors/problem', { title: 'A form', refusal: { detail: 'A form', status: 200, reasons: [] } });
  }

  @Post('new')
  @Allow.signedIn()
  create(@Submitted() form: FormValues) {
    return submitForm(ThingDto, form, {
      work: async ({ what, startsOn }) => {
        if (what === 'changed') throw changedSince('thing');
        return redirect('/things/new', { title: `Noted ${what}`, text: startsOn });
      },
      again: () => this.form(),
    });
  }

  @Post('file')
  @Allow.signedIn()
  @TakesFiles()
  file(@Uploaded('file') file: Upload | undefined, @Submitted() form: FormValues) {
    return page('errors/problem', { title: 'A file', refusal: { detail: `${file?.fileName}: ${file?.content.toString()} ${String(form.kind)}`, status: 200, reasons: [] } });
  }

  @Get('rendered')
  @Allow.signedIn()
  @Render('errors/problem')
  rendered() {
    return { title: 'Rendered', refusal: { detail: 'Rendered', status: 200, reasons: [] } };
  }

  @Get('refused/:status')
  @Allow.signedIn()
  refused(@Param('status', ParseId) status: number) {
    throw failure(status);
  }

  @Get('training')
  @Allow.training()
  training() {
    return page('errors/problem', { title: 'Training', refusal: { detail: 'Training', status: 200, reasons: [] } });
  }
}

/** An API as features write theirs. */
@Controller('api/v1/things')
export class ThingApi {
  made = 0;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Get()
  @Allow.signedIn()
  list(@Query() paging: Paging, @CurrentActor() actor: SignedIn) {
    return { limit: paging.limit, after: paging.after ?? null, who: actor.name, posts: actor.posts };
  }

  @Get('fault')
  @Allow.signedIn()
  async fault() {
    await this.unitOfWork.run(({ manager }) => manager.query(`SELECT 'secret-value'::int`));
  }

  @Get('refused/:status')
  @Allow.signedIn()
  refused(@Param('status', ParseId) status: number) {
    throw failure(status);
  }

  @Get('by-reference/:reference')
  @Allow.signedIn()
  byReference(@Param('reference', CaseReference) reference: string) {
    return { reference };
  }

  @Get(':id')
  @Allow.signedIn()
  one(@Param('id', ParseId) id: number) {
    return json({ id }, { version: 3 });
  }

  @Post()
  @Allow.signedIn()
  async create(@Body() dto: ThingDto) {
    this.made += 1;
    if (dto.what === 'refused') throw new Refusal(409, 'STANDS_AGAINST_IT', 'No.');
    return json({ what: dto.what, startsOn: dto.startsOn, made: this.made }, { version: 1, location: '/api/v1/things/1' });
  }

  @Post(':id')
  @Allow.signedIn()
  change(@Param('id', ParseId) id: number, @IfMatch() version: number | null) {
    if (version !== null && version !== 3) throw changedSince('thing');
    return { id };
  }
}
