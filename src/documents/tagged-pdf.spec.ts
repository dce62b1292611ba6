import { describe, expect, it } from '@jest/globals';
import { readPdf } from '../../test/support/read-pdf.js';
import type { Block } from './document.js';
import { writeTaggedPdf } from './tagged-pdf.js';

const written = async (...blocks: Block[]) =>
  readPdf(await writeTaggedPdf({ title: 'Education plan', fileName: 'plan', author: 'Birmingham', footer: 'LS-ABC234', blocks }, new Date('2026-05-11T08:00:00Z')));

describe('a tagged PDF (PDF/UA-1)', () => {
  it('says that it is one, in which language it is, how it is called and by whom', async () => {
    const { metadata, isMarked, showsTitle, raw } = await written({ heading: 'Plan', level: 1 });
    expect([isMarked, showsTitle, metadata.Language, metadata.Title, metadata.Author]).toEqual([true, true, 'en-GB', 'Education plan', 'Birmingham']);
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(raw).toMatch(/\/FontFile2/);
  });

  it('gives each block the element that it is, in the order in which it is read', async () => {
    const { outline } = await written(
      { heading: 'Plan', level: 1 },
      { paragraph: 'Łódź, naïve, Ελένη, Ольга' },
      { heading: 'In her words', level: 2 },
      { quotation: 'I want to\nbecome a joiner.' },
      { note: 'Written by Ruth.' },
      { list: ['One', { text: 'Two', list: ['Two and a half'] }] },
      { caption: 'The form', lines: [['Name', 'Ruth Ashby'], ['Signature', '–']] },
    );
    expect(outline).toEqual([
      'Document',
      ' H1: Plan',
      ' P: Łódź, naïve, Ελένη, Ольга',
      ' H2: In her words',
      ' BlockQuote',
      '  P: I want to become a joiner.',
      ' P: Written by Ruth.',
      ' L',
      '  LI',
      '   Lbl: •',
      '   LBody',
      '    P: One',
      '  LI',
      '   Lbl: •',
      '   LBody',
      '    P: Two',
      '    L',
      '     LI',
      '      Lbl: –',
      '      LBody',
      '       P: Two and a half',
      ' Table',
      '  Caption: The form',
      '  TR',
      '   TH: Name',
      '   TD: Ruth Ashby',
      '  TR',
      '   TH: Signature',
      '   TD: –',
    ]);
  });

  it('numbers its pages outside of what is read out, and says nothing outside of an element but that', async () => {
    const paragraphs = Array.from({ length: 120 }, (_, number) => ({ paragraph: `Paragraph ${number}, which goes on for a while so that it fills the line and begins another.` }));
    const { pages, outline, artifacts, unmarked } = await written(...paragraphs);
    expect(pages).toBeGreaterThan(3);
    expect(artifacts).toEqual(Array.from({ length: pages }, (_, at) => `LS-ABC234. Page ${at + 1} of ${pages}`));
    expect(unmarked).toEqual([]);
    // An element that goes over two pages is read on both, each with its part.
    expect(outline.filter((line) => line.startsWith(' P: ')).map((line) => line.slice(4)).join(' ')).toBe(paragraphs.map(({ paragraph }) => paragraph).join(' '));
  });

  it('keeps a sign in one line with what it stands before, and a heading on one page with what it is over', async () => {
    const { pages, outline, placed } = await written(...Array.from({ length: 60 }, (_, number): Block[] => [{ heading: `Heading ${number}`, level: 2 }, { list: ['One', 'Two', 'Three'] }, { caption: 'Form', lines: [['Name', 'Ruth']] }]).flat());
    expect(pages).toBeGreaterThan(2);
    const after = (isIt: (words: string) => boolean) => placed.flatMap((one, at) => (isIt(one.words) ? [[one, placed[at + 1]] as const] : []));
    for (const [sign, text] of after((words) => words === '•' || words === 'Name')) expect([text?.page, text?.height]).toEqual([sign.page, sign.height]);
    for (const [heading, first] of after((words) => words.startsWith('Heading'))) expect(first?.page).toBe(heading.page);
    const read = outline.filter((line) => /H2|P:/.test(line)).map((line) => line.replace(/^ *\w+: /, ''));
    expect(read).toEqual(Array.from({ length: 60 }, (_, number) => [`Heading ${number}`, 'One', 'Two', 'Three']).flat());
  });

  it('says so where it has no sign for a letter, once', async () => {
    const { outline } = await written({ paragraph: 'ਹਰਪ੍ਰੀਤ and 李' });
    expect(outline.at(-2)).toMatch(/^ P: �+ and �$/);
    expect(outline.at(-1)).toBe(' P: Signs that this paper cannot show stand as �. The page on the screen shows them.');
  });
});
