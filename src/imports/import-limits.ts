/** What one file may hold. A whole authority's roster is some thousand rows; these keep a mistake from filling the memory. */
export const IMPORT_LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  /** What an Excel file, which is compressed, may grow to. */
  unpackedBytes: 200 * 1024 * 1024,
  rows: 100_000,
  columns: 500,
  /** Of a workbook's sheet, the empty ones before the last counted too. */
  cells: 10_000_000,
  cellCharacters: 2_000,
  rowBytes: 200_000,
  /** What of it is good is written while somebody waits; of more it becomes long work. */
  writtenAtOnce: 200,
} as const;
