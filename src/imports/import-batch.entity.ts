import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const IMPORT_KINDS = {
  providers: 'providers',
  people: 'people',
  'young-people': 'young people',
  placements: 'placements',
  attendance: 'attendance',
} as const;
export type ImportKind = keyof typeof IMPORT_KINDS;

/** A good row: where it stood in the file, and its filled cells by column, each in its one form (dates as YYYY-MM-DD). */
export interface ImportRow {
  line: number;
  cells: Record<string, string>;
}

/** One faulty cell of an uploaded file: where it is (the header is line 1), what it said, and what to do. */
export interface ImportError {
  line: number;
  column: string;
  value: string;
  code: string;
  message: string;
}

/** A value that confirming would overwrite, as a file says it. */
export interface ImportChange {
  id: number;
  line: number;
  column: string;
  /** The case it is of; null for a person, a post or a provider. */
  caseId: number | null;
  before: string;
  after: string;
}

export interface ImportCounts {
  created: number;
  changed: number;
  unchanged: number;
}

/** An uploaded file, looked at and waiting for confirmation. Nothing is written until then. */
@Entity()
export class ImportBatch {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) kind: ImportKind;
  @Column({ type: 'text', name: 'file_name' }) fileName: string;
  @Column({ type: 'text' }) state: 'previewed' | 'confirmed' | 'discarded' | 'taken-back';
  /** Null when the file came through the command line. */
  @Column({ type: 'int', nullable: true, name: 'uploaded_by' }) uploadedBy: number | null;
  @Column({ type: 'timestamptz', name: 'uploaded_at' }) uploadedAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'confirmed_at' }) confirmedAt: Date | null;
  /** The good rows while they wait; none once the batch is confirmed or discarded, since they are kept where they belong. */
  @Column({ type: 'jsonb' }) rows: ImportRow[];
  @Column({ type: 'jsonb' }) errors: ImportError[];
  /** What would be overwritten, as seen at the preview; none once the batch is confirmed or discarded, since it is kept as corrections. */
  @Column({ type: 'jsonb' }) changes: ImportChange[];
  /** What is worth knowing of the file as a whole, in sentences: columns that are not read. */
  @Column({ type: 'jsonb' }) warnings: string[];
  /** Rows created, changed and unchanged: what confirming would do as seen at the preview, then what it did. */
  @Column({ type: 'jsonb' }) result: ImportCounts;
}
