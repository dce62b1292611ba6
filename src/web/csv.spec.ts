import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv.js';

const text = (value: string) => csvOf({ name: (row: string) => row }, [value]).split('\r\n')[1];

describe('a list as CSV', () => {
  it('begins with a byte order mark and the titles, and quotes what needs it', () => {
    const csv = csvOf<{ name: string; count: number }>({ name: ({ name }) => name, count: ({ count }) => count }, [{ name: 'Ash, Nell "N"', count: 3 }]);
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
    const csv = csvOf<Date | null>({ at: (at) => at }, [new Date('2026-10-07T22:00:00Z'), null]);
    expect(csv).toBe('\u{FEFF}at\r\n2026-10-07T23:00:00+01:00\r\n\r\n');
  });
});
