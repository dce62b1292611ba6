import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { KINDS_OF_IMPORT } from './import-kinds.js';
import { importsPage } from './imports-page.js';
import { readRows } from './read-rows.js';
import { readTable } from './read-table.js';

const layouts = Object.values(KINDS_OF_IMPORT).map(({ layout }) => layout);

describe('docs/imports.md', () => {
  it('says what the code reads', () => {
    expect(readFileSync('docs/imports.md', 'utf8')).toBe(importsPage());
  });

  it.each(layouts)('has an example file for $kind with every column and no fault', async (layout) => {
    const table = await readTable(readFileSync(`docs/examples/${layout.kind}.csv`));
    expect(table.header).toEqual(layout.columns.map((column) => column.name));
    expect(readRows(layout, table, '2026-10-05')).toMatchObject({ errors: [], warnings: [] });
  });

  it.each(layouts.flatMap(({ kind, columns }) => columns.map((column) => ({ kind, column, name: column.name }))))('gives an example that can be read: $kind $name', ({ column }) => {
    expect(column.read(column.example)).toHaveProperty('value');
  });
});
