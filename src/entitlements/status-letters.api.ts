import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { StatusLetterDto } from './entitlements.dto.js';
import { LETTER_RECIPIENTS } from './status-letter.entity.js';
import { StatusLetters } from './status-letters.service.js';

export class StatusLetterAnswer {
  @Shows.id({ of: 'the disclosure that it is' }) id: number;
  @Shows.choice(Object.keys(LETTER_RECIPIENTS)) recipient: string;
  @Shows.text() authorityName: string;
  @Shows.text() legalName: string;
  @Shows.date() bornOn: string;
  @Shows.text({ of: 'is in the care of, or is a care leaver of' }) status: string;
  @Shows.text() toWhom: string;
  @Shows.text() whatFor: string;
  @Shows.date() writtenOn: string;
  @Shows.text() signedBy: string;
}

@ApiTags('Records')
@Controller('api/v1/cases/:reference/status-letters')
export class StatusLettersApi {
  constructor(private readonly letters: StatusLetters) {}

  @Post()
  @Allow.signedIn()
  @Operation('Writes a letter as evidence for a bursary or fees; the disclosure is recorded (EP4, P7)', { answers: StatusLetterAnswer, status: 201, version: 'case', changes: true })
  async write(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null, @Body() input: StatusLetterDto) {
    const { id, version } = await this.letters.writeLetter(actor, reference, input, ifMatch);
    return answer(await this.letters.readLetter(actor, reference, id), { version, location: `/api/v1/cases/${reference}/status-letters/${id}` });
  }

  @Get(':recordId')
  @Allow.signedIn()
  @Operation('A status letter', { answers: StatusLetterAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('recordId', ParseId) recordId: number) {
    return answer(await this.letters.readLetter(actor, reference, recordId));
  }
}
