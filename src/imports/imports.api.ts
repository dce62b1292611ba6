import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApprovalViews } from '../approvals/approval-view.service.js';
import { ApprovalAnswer } from '../approvals/approvals.answers.js';
import { invalid, notFound } from '../errors.js';
import { LongWorkAnswer } from '../long-work/long-work.answers.js';
import { begun } from '../long-work/begun.js';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import { TakesFiles, Uploaded } from '../web/uploads.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import { IMPORT_KINDS, type ImportKind } from './import-batch.entity.js';
import { ImportConfirmations } from './import-confirmations.service.js';
import { ConfirmImportDto, TakeImportBackDto } from './imports.dto.js';
import { ImportAnswer, ImportChangesAnswer, presentImport } from './imports.answers.js';
import { ImportsService } from './imports.service.js';

const FILE = { type: 'string', format: 'binary' } as const;

@ApiTags('Imports')
@Controller('api/v1/imports')
export class ImportsApi {
  constructor(
    private readonly imports: ImportsService,
    private readonly confirmations: ImportConfirmations,
    private readonly approvals: ApprovalViews,
  ) {}

  @Post(':kind')
  @Allow.signedIn()
  @TakesFiles()
  @Operation('Looks at a file, CSV or Excel, and says what it would do; nothing is imported before it is confirmed', { answers: ImportAnswer, status: 201 })
  @ApiParam({ name: 'kind', enum: Object.keys(IMPORT_KINDS) })
  @ApiConsumes('multipart/form-data', 'text/csv')
  @ApiBody({ description: 'The field `file` of a form, or the CSV itself', schema: { type: 'object', required: ['file'], properties: { file: FILE } } })
  async preview(@CurrentActor() actor: SignedIn, @Param('kind') kind: string, @Uploaded('file') file: Upload | undefined) {
    if (!isKind(kind)) throw notFound('such kind of import');
    if (!file) throw invalid([{ code: 'REQUIRED', field: 'file', sentence: 'Send the file: as the field “file” of a multipart form, or as a body of text/csv.' }]);
    const batch = await this.imports.previewImport(actor, kind, file.fileName, file.content);
    return answer(presentImport(batch), { location: `/api/v1/imports/${batch.id}` });
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('A file of yours that was looked at', { answers: ImportAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(presentImport(await this.imports.readImport(actor, id)));
  }

  @Get(':id/changes')
  @Allow.signedIn()
  @NeedsProof()
  @Operation('What a file of yours would overwrite: what is recorded, of cases that you see, and what would be', { answers: ImportChangesAnswer })
  async changes(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Query() { after, limit }: Paging) {
    return answer(await this.imports.listChanges(actor, id, after ?? null, limit));
  }

  @Post(':id/confirm')
  @Allow.signedIn()
  @Operation('Imports the good rows of a file, all or none, with the reason where it overwrites something; one that puts people into posts waits for a second person, and one of more than 200 good rows is imported in the background', { answers: [ImportAnswer, ApprovalAnswer], later: LongWorkAnswer })
  async confirm(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() { reason }: ConfirmImportDto) {
    const { batch, approvalId, work } = await this.confirmations.confirm(actor, id, reason ?? null);
    if (work) return begun(work);
    return answer(approvalId === null ? presentImport(batch) : await this.approvals.read(actor, approvalId));
  }

  @Post(':id/taking-back')
  @Allow.signedIn()
  @Operation('Takes back what a file of attendance brought, with the reason: nothing of it counts any more; what somebody put right since stays. Of more than 200 rows in the background', { answers: ImportAnswer, later: LongWorkAnswer })
  async takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() { reason }: TakeImportBackDto) {
    const { batch, work } = await this.confirmations.takeBack(actor, id, reason);
    return work ? begun(work) : answer(presentImport(batch));
  }

  @Delete(':id')
  @Allow.signedIn()
  @Operation('Throws a file away that was not imported', { status: 204 })
  async discard(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.imports.discardImport(actor, id);
  }
}

const isKind = (text: string): text is ImportKind => Object.hasOwn(IMPORT_KINDS, text);
