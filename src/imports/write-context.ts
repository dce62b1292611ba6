import type { EntityManager } from 'typeorm';

/** Who imports which file when; null is the command line. */
export interface WriteContext {
  manager: EntityManager;
  now: Date;
  /** Today in Europe/London. */
  today: string;
  personId: number | null;
  importId: number;
  /** `import-12`: what the trail says of everything that the file brought. */
  subject: string;
}
