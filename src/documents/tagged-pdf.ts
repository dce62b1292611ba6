import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import PdfDocument from 'pdfkit';
import type { Block, ListItem, PrintedDocument } from './document.js';

const fontFile = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
const FONTS = { regular: fontFile('DejaVuSans'), bold: fontFile('DejaVuSans-Bold') } as const;
const MARGINS = { top: 57, left: 57, right: 57, bottom: 71 };
const HEADING_SIZES = { 1: 20, 2: 15, 3: 12 } as const;
const SIZE = 11;
const SMALL = 9;
const LINE = 16;
const INDENT = 14;
/** A heading with less than this below it goes to the next page, with what it is over. */
const ROOM_BELOW_HEADING = 90;
const NOT_IN_THE_FONT = 'Signs that this paper cannot show stand as �. The page on the screen shows them.';

type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/**
 * The document as a tagged PDF of A4 pages after PDF/UA-1 (ISO 14289-1): its language and title are said, its fonts are inside,
 * each word stands in the structure in the order in which it is read, and the page numbers stand outside of it.
 */
export async function writeTaggedPdf(document: PrintedDocument, madeAt: Date): Promise<Buffer> {
  const { title, author } = document;
  // The types lag behind: `PDF/UA` is a subset that pdfkit has.
  const options = { subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets, pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true, bufferPages: true } as const;
  const pdf = new PdfDocument({ ...options, size: 'A4', margins: MARGINS, font: FONTS.regular, info: { Title: title, Author: author, CreationDate: madeAt } });
  for (const [name, file] of Object.entries(FONTS)) pdf.registerFont(name, file);
  const finished = bytesOf(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const writer = new BlockWriter(pdf, openSync(FONTS.regular) as Font);
  for (const block of document.blocks) writer.write(root, block);
  if (writer.hasLeftOut) writer.write(root, { note: NOT_IN_THE_FONT });
  root.end();
  numberPages(pdf, document.footer);
  pdf.end();
  return finished;
}

class BlockWriter {
  /** Whether something was written that the font has no sign for. */
  hasLeftOut = false;

  constructor(
    private readonly pdf: Pdf,
    private readonly font: Font,
  ) {}

  write(parent: Element, block: Block): void {
    if ('heading' in block) this.heading(parent, block.heading, block.level);
    else if ('paragraph' in block) this.text(parent, 'P', block.paragraph);
    else if ('note' in block) this.text(parent, 'P', block.note, { size: SMALL });
    else if ('quotation' in block) this.within(parent, 'BlockQuote', (quote) => this.text(quote, 'P', block.quotation, { indent: INDENT }));
    else if ('list' in block) this.list(parent, block.list, 0);
    else this.lines(parent, block.caption, block.lines);
    this.pdf.moveDown(0.5);
  }

  private heading(parent: Element, words: string, level: 1 | 2 | 3): void {
    this.makeRoom(ROOM_BELOW_HEADING);
    this.text(parent, `H${level}`, words, { size: HEADING_SIZES[level], font: 'bold' });
  }

  private list(parent: Element, items: readonly ListItem[], depth: number): void {
    const indent = depth * INDENT;
    this.within(parent, 'L', (list) => {
      for (const item of items) {
        const { text, list: below } = typeof item === 'string' ? { text: item, list: [] } : item;
        this.within(list, 'LI', (line) => {
          // The sign and what it stands before are one line.
          this.makeRoom(LINE);
          const top = this.pdf.y;
          this.text(line, 'Lbl', depth === 0 ? '•' : '–', { indent });
          this.pdf.y = top;
          this.within(line, 'LBody', (body) => {
            this.text(body, 'P', text, { indent: indent + INDENT });
            if (below.length > 0) this.list(body, below, depth + 1);
          });
        });
      }
    });
  }

  private lines(parent: Element, caption: string, lines: readonly (readonly [string, string])[]): void {
    this.within(parent, 'Table', (table) => {
      this.text(table, 'Caption', caption, { size: SMALL });
      for (const [label, value] of lines) {
        this.within(table, 'TR', (row) => {
          const width = this.width / 2 - INDENT;
          const height = Math.max(...[label, value].map((words) => this.pdf.font('regular').fontSize(SIZE).heightOfString(this.printable(words), { width })));
          this.makeRoom(height);
          const top = this.pdf.y;
          this.text(row, 'TH', label, { width, options: { scope: 'Row' } });
          this.pdf.y = top;
          this.text(row, 'TD', value, { indent: this.width / 2, width });
          this.pdf.y = top + height + 4;
        });
      }
    });
  }

  /** Goes to the next page where this one has less than that left. */
  private makeRoom(height: number): void {
    if (this.pdf.y + height > this.pdf.page.height - MARGINS.bottom) this.pdf.addPage();
  }

  private get width(): number {
    return this.pdf.page.width - MARGINS.left - MARGINS.right;
  }

  private within(parent: Element, tag: string, write: (element: Element) => void): void {
    const element = this.pdf.struct(tag);
    parent.add(element);
    write(element);
    element.end();
  }

  private text(parent: Element, tag: string, words: string, look: { size?: number; font?: keyof typeof FONTS; indent?: number; width?: number; options?: object } = {}): void {
    const { size = SIZE, font = 'regular', indent = 0, width = this.width - indent } = look;
    const write = () => void this.pdf.font(font).fontSize(size).text(this.printable(words), MARGINS.left + indent, this.pdf.y, { width, lineGap: 2 });
    const element = this.pdf.struct(tag, (look.options ?? {}) as PDFKit.Mixins.StructureElementOptions, [write]);
    parent.add(element);
    element.end();
  }

  private printable(words: string): string {
    return [...words.normalize('NFC')].map((sign) => (/\s/.test(sign) || this.font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : this.leftOut())).join('');
  }

  private leftOut(): string {
    this.hasLeftOut = true;
    return '�';
  }
}

function numberPages(pdf: Pdf, footer: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let number = 0; number < count; number++) {
    pdf.switchToPage(number);
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    pdf.font('regular').fontSize(SMALL).text(`${footer}. Page ${number + 1} of ${count}`, MARGINS.left, pdf.page.height - 45, { lineBreak: false });
    pdf.endMarkedContent();
  }
}

function bytesOf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}
