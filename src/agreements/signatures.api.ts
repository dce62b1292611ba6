import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { SIGNING_PARTIES } from '../domain/agreement/signature-form.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import { TakesFiles, Uploaded } from '../web/uploads.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import { AgreementList } from './agreement-list.service.js';
import { AgreementAnswer, ScanAnswer } from './agreements.answers.js';
import { ScannedSignatureDto } from './agreements.dto.js';
import { SignaturesService } from './signatures.service.js';

const SIGNED = { answers: AgreementAnswer, version: 'agreement', changes: true } as const;
/** The parts of a scan as it is sent. */
export const SCAN_FIELDS = {
  party: { type: 'string', enum: Object.keys(SIGNING_PARTIES) },
  signedOn: { type: 'string', format: 'date' },
  witness: { type: 'string', maxLength: 200 },
  file: { type: 'string', format: 'binary' },
} as const;

@ApiTags('Agreements')
@Controller('api/v1/agreements/:id/signatures')
export class SignaturesApi {
  constructor(
    private readonly list: AgreementList,
    private readonly signatures: SignaturesService,
  ) {}

  @Post()
  @Allow.signedIn()
  @Operation('Signs for one’s own party: the provider’s signatory, or the Virtual Head, as the form names them', SIGNED)
  async sign(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null) {
    await this.signatures.signAgreement(actor, id, ifMatch);
    return this.read(actor, id);
  }

  @Post('scans')
  @Allow.signedIn()
  @TakesFiles()
  @Operation('Keeps the scan of a form signed on paper, with who saw it being signed', SIGNED)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ description: 'PDF, JPEG or PNG, 10 MB at most', schema: { type: 'object', required: Object.keys(SCAN_FIELDS), properties: SCAN_FIELDS } })
  async scan(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: ScannedSignatureDto, @Uploaded('file') file: Upload | undefined) {
    await this.signatures.recordScannedSignature(actor, id, ifMatch, input, file);
    return this.read(actor, id);
  }

  @Get(':signatureId/scan')
  @Allow.signedIn()
  @Operation('The scan under a signature on paper, as it was sent', { answers: ScanAnswer })
  async readScan(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('signatureId', ParseId) signatureId: number) {
    const { fileName, fileType, fileBytes } = await this.signatures.readScan(actor, id, signatureId);
    return answer({ fileName, fileType, base64: fileBytes.toString('base64') });
  }

  private async read(actor: SignedIn, id: number) {
    const view = await this.list.readAgreement(actor, id);
    return answer(view, { version: view.version });
  }
}
