import { Injectable, StreamableFile } from '@nestjs/common';
import { Clock } from '../clock.js';
import type { PrintedDocument } from './document.js';
import { writeTaggedPdf } from './tagged-pdf.js';

/** Documents as files to keep and to print. */
@Injectable()
export class PrintedDocuments {
  constructor(private readonly clock: Clock) {}

  /** The document as a PDF that a browser keeps as a file: on a shared computer nothing is to stay open in a tab. */
  async pdf(document: PrintedDocument): Promise<StreamableFile> {
    const bytes = await writeTaggedPdf(document, this.clock.realNow());
    return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: `attachment; filename="${document.fileName}.pdf"` });
  }
}
