import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../errors.js';
import { workbook } from '../../test/support/workbook.js';
import { readTable } from './read-table.js';

const read = (text: string, encoding: BufferEncoding = 'utf8') => readTable(Buffer.from(text, encoding));

describe('a CSV file', () => {
  it('is read with commas or semicolons, with or without a byte order mark', async () => {
    const expected = { header: ['name', 'email'], rows: [{ line: 2, cells: ['Zoë', 'z@x.example'] }] };
    expect(await read('name,email\nZoë,z@x.example\n')).toEqual(expected);
    expect(await read('\ufeffname;email\r\n"Zoë";z@x.example')).toEqual(expected);
  });

  it('is read as Windows-1252 where it is not UTF-8, as Excel saves it', async () => {
    expect((await read('name\nZo\xeb \x96 O\x92Hara', 'latin1')).rows).toEqual([{ line: 2, cells: ['Zoë – O’Hara'] }]);
  });

  it('names the line on which a row begins, over empty lines and line breaks in values', async () => {
    const { rows } = await read('a,b\r\n\r\n"one\r\ntwo",1\r\n , \r\n3,4\r\n"5\n6\n",7');
    expect(rows.map((row) => row.line)).toEqual([3, 6, 7]);
  });

  it.each([
    ['a,b\n1,"2\n3,4\n', 'FILE_UNREADABLE', /none closes it \(in the row that begins on line 2\)/],
    ['a,b\n1,2\n"x"y,3\n', 'FILE_UNREADABLE', /begins on line 3/],
    ['a,b\n1,x"y\n', 'FILE_UNREADABLE', /begins on line 2/],
    ['', 'FILE_EMPTY', /nothing in the file/],
    [' \n,,\n', 'FILE_EMPTY', /nothing in the file/],
  ])('is refused when it is %j', async (text, code, sentence) => {
    await expect(read(text)).rejects.toMatchObject({ status: 422, code, detail: expect.stringMatching(sentence) });
  });

  it('is refused in UTF-16, with what to do', async () => {
    await expect(readTable(Buffer.from('\ufeffname\n', 'utf16le'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE', detail: expect.stringMatching(/CSV UTF-8/) });
  });

  it('is refused where a row goes on and on', async () => {
    await expect(read(`a${','.repeat(300_000)}`)).rejects.toMatchObject({ code: 'TOO_MANY_COLUMNS' });
    await expect(read(`a\n"${'b'.repeat(300_000)}"`)).rejects.toMatchObject({ code: 'FILE_UNREADABLE', detail: expect.stringMatching(/far too long/) });
  });

  it('is refused over 20 MB and over 100,000 rows', async () => {
    await expect(readTable(Buffer.alloc(20 * 1024 * 1024 + 1, 97))).rejects.toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    await expect(read(`a\n${'1\n'.repeat(100_001)}`)).rejects.toMatchObject({ status: 422, code: 'TOO_MANY_ROWS' });
  });
});

describe('any bytes', () => {
  it('are a table or a refusal, never another error', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const anything = fc.oneof(bytes, bytes.map((rest) => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), rest])), fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)));
    await fc.assert(
      fc.asyncProperty(anything, async (content) => {
        const outcome = await readTable(Buffer.from(content)).catch((error: unknown) => error);
        expect(outcome instanceof Refusal || (outcome !== null && typeof outcome === 'object' && 'rows' in outcome)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('in a workbook with a byte changed are a table or a refusal', async () => {
    const good = workbook([['local_id', 'date_of_birth'], ['0042', { day: 40070 }]]);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        const outcome = await readTable(changed).catch((error: unknown) => error);
        expect(outcome instanceof Refusal || (outcome !== null && typeof outcome === 'object' && 'rows' in outcome)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an Excel workbook', () => {
  it('is read from its first sheet, with days, numbers and empty cells', async () => {
    const rows = [['local_id', 'date_of_birth', 'uln', 'team'], ['0042', { day: 40070 }, 9276308686, ''], [], ['x', '', '', 'North & East']];
    expect(await readTable(workbook(rows))).toEqual({
      header: ['local_id', 'date_of_birth', 'uln', 'team'],
      rows: [
        { line: 2, cells: ['0042', '2009-09-14', '9276308686', ''] },
        { line: 4, cells: ['x', '', '', 'North & East'] },
      ],
    });
  });

  it('is refused when it is broken, of an old Excel, or would fill the memory', async () => {
    const good = workbook([['a'], ['1']]);
    await expect(readTable(good.subarray(0, 300))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(readTable(Buffer.from('d0cf11e0a1b11ae100000000', 'hex'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(readTable(workbook([['a'], ['1']], 'XFD1048576'))).rejects.toMatchObject({ status: 413, code: 'FILE_TOO_LARGE', detail: expect.stringMatching(/far beyond/) });
    const bomb = Buffer.from(good);
    bomb.writeUInt32LE(0xfffffff0, bomb.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
    await expect(readTable(bomb)).rejects.toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
  });
});
