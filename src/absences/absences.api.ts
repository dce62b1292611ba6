import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { found } from '../young-people/found.js';
import { AbsenceAnswer, AbsenceListAnswer } from './absences.answers.js';
import { RecordAbsenceDto } from './absences.dto.js';
import { AbsencesService } from './absences.service.js';

@ApiTags('People')
@Controller('api/v1/absences')
export class AbsencesApi {
  constructor(private readonly absences: AbsencesService) {}

  @Get()
  @Allow.signedIn()
  @Operation('Absences in your organisation that are not over, with who covers', { answers: AbsenceListAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.absences.listAbsences(actor);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Records an absence and who covers: cover sees the cases and gets the messages for those days', { answers: AbsenceAnswer, status: 201 })
  async record(@CurrentActor() actor: SignedIn, @Body() input: RecordAbsenceDto) {
    const { id } = await this.absences.recordAbsence(actor, input);
    return answer(found(await this.absences.listAbsences(actor), id, 'absence'), { location: '/api/v1/absences' });
  }

  @Delete(':id')
  @Allow.signedIn()
  @Operation('Ends an absence: cover ends today', { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.absences.endAbsence(actor, id);
  }
}
