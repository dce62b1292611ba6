import { Injectable, StreamableFile } from '@nestjs/common';
import { Clock } from '../clock.js';
import type { PrintedDocument } from './document.js';
import { writeTaggedPdf } from './tagged-pdf.js';

/** Documents as files to keep and to print. */
@Injectable()
export class PrintedDocuments {
  constructor(private readonly clock: Clock) {}

  /** The document as a PDF. */
  bytes(document: PrintedDocument): Promise<Buffer> {
    return writeTaggedPdf(document, this.clock.realNow());
  }

  /** The same as an answer. */
  async pdf(document: PrintedDocument): Promise<StreamableFile> {
    return pdfFile(document, await this.bytes(document));
  }
}

/** A PDF that a browser keeps as a file: on a shared computer nothing is to stay open in a tab. */
export const pdfFile = ({ fileName }: PrintedDocument, bytes: Buffer): StreamableFile =>
  new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: `attachment; filename="${fileName}.pdf"` });
