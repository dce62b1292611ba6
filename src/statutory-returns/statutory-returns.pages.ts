import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { WAITS_DAYS } from '../approvals/approvals.service.js';
import { birthdayIn, collectionYearOn, contactDays, LINE_STATES, lineState } from '../domain/statutory/care-leaver-return.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { json, page, redirect, type JsonAnswer, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import { Sheet } from '../web/sheet.js';
import type { SignedIn } from '../web/visitor.js';
import { STATUTORY_FILES, type StatutoryFileId } from './statutory-files.js';
import { AskReturnDto, ReturnQuery } from './statutory-returns.query.js';
import { StatutoryReturns, type CheckedLine } from './statutory-returns.service.js';

/** Earlier years that can be looked at beside the one that runs. */
const YEARS = 3;

/** What the law asks of an authority about its care leavers. */
@ApiExcludeController()
@Controller()
export class StatutoryReturnsPages {
  constructor(private readonly returns: StatutoryReturns) {}

  @Get('statutory-returns') @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Query() query: ReturnQuery): Promise<Page> {
    const today = londonDate(actor.asOf);
    const running = collectionYearOn(today);
    const checked = await this.returns.check(actor, query.year ?? running);
    const asked = { year: checked.year, today };
    return page('statutory-returns/show', {
      ...checked,
      complete: checked.lines.length - checked.faulty,
      lines: checked.lines.map((line) => withDays(line, checked.year, today)).toSorted((a, b) => LINE_STATES.indexOf(a.state) - LINE_STATES.indexOf(b.state) || (a.days.to < b.days.to ? -1 : 1)),
      years: Array.from({ length: YEARS }, (_, back) => running - back),
      files: (Object.keys(STATUTORY_FILES) as StatutoryFileId[]).map((id) => ({ id, name: STATUTORY_FILES[id].name(asked) })),
      days: WAITS_DAYS,
    });
  }

  @Post('statutory-returns') @Allow.signedIn() @NeedsProof()
  ask(@CurrentActor() actor: SignedIn, @Query() query: ReturnQuery, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(AskReturnDto, form, {
      work: async ({ file, year }) => {
        await this.returns.ask(actor, file, year);
        return redirect('/approvals', { title: 'A second person has to approve it', text: 'Once they do, you fetch the file here, once.' });
      },
      again: () => this.show(actor, query),
    });
  }

  @Post('approvals/:id/return.csv') @Allow.signedIn() @NeedsProof() @HttpCode(200)
  async csv(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Sheet> {
    const { file, lines } = await this.returns.fetch(actor, id);
    return new Sheet(file, [Object.keys(lines[0] ?? {}), ...lines.map((line) => Object.values(line))]);
  }

  @Post('approvals/:id/return.json') @Allow.signedIn() @NeedsProof() @HttpCode(200)
  @Header('content-disposition', 'attachment; filename="care-leaver-fields.json"')
  async json(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<JsonAnswer> {
    return json((await this.returns.fetch(actor, id)).lines);
  }
}

function withDays(line: CheckedLine, year: number, today: LocalDate) {
  const birthday = birthdayIn(line.row.DOB, year);
  return { ...line, ...birthday, days: contactDays(birthday.on), state: lineState(line.row, line.faults, year, today) };
}
