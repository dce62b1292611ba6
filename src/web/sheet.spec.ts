import { describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { csvOf, excelOf, sheetEnding, sheetOf } from './sheet.js';

const text = (value: string) => csvOf(sheetOf('list', { name: (row: string) => row }, [value])).split('\r\n')[1];

describe('a list as CSV', () => {
  it('begins with a byte order mark and the titles, and quotes what needs it', () => {
    const csv = csvOf(sheetOf<{ name: string; count: number }>('list', { name: ({ name }) => name, count: ({ count }) => count }, [{ name: 'Ash, Nell "N"', count: 3 }]));
    expect(csv).toBe('\u{FEFF}name,count\r\n"Ash, Nell ""N""",3\r\n');
  });

  it.each(['=1+1', '+44', '-1', '@SUM(A1)', '|cmd', '  =1+1', '\u{00A0}=1+1'])('makes %j inert, which a spreadsheet would take for a formula', (value) => {
    expect(text(value)).toBe(`'${value}`);
  });

  it('makes a leading tab inert', () => {
    expect(text('\tNell')).toBe("'\tNell");
  });

  it.each(['Nell', '2026-10-07', 'a=b', "O'Brien"])('leaves %j as it is', (value) => {
    expect(text(value)).toBe(value);
  });

  it('writes an instant with the offset of London, and nothing for what is not there', () => {
    const csv = csvOf(sheetOf<Date | null>('list', { at: (at) => at }, [new Date('2026-10-07T22:00:00Z'), null]));
    expect(csv).toBe('\u{FEFF}at\r\n2026-10-07T23:00:00+01:00\r\n\r\n');
  });
});

describe('the same list as Excel', () => {
  it('has the titles and cells of the CSV, numbers as numbers, and nothing that is a formula', async () => {
    const rows = [{ name: 'Ash, Nell', count: 3, at: new Date('2026-10-07T22:00:00Z') }, { name: '=HYPERLINK("x")', count: null, at: null }];
    const file = await excelOf(sheetOf<(typeof rows)[number]>('list', { name: ({ name }) => name, count: ({ count }) => count, at: ({ at }) => at }, rows));
    const [first] = await readXlsxFile(file);
    expect(first?.data).toEqual([['name', 'count', 'at'], ['Ash, Nell', 3, '2026-10-07T23:00:00+01:00'], [`'=HYPERLINK("x")`, null, null]]);
  });
});

describe('the ending of an address', () => {
  it.each([['/cases.csv', 'csv'], ['/cases.xlsx?search=a.csv', 'xlsx'], ['/cases?why=a.csv', null], ['/cases', null]])('of %s is %s', (url, ending) => {
    expect(sheetEnding(url)).toBe(ending);
  });
});
