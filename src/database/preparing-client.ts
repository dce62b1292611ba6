import { createHash } from 'node:crypto';
import pg from 'pg';

/** So many statements are kept prepared on one connection: some 30 MB of the server's memory at most. */
export const MOST_PREPARED = 400;
/** Of so many texts a connection remembers that it has met them. */
const MOST_REMEMBERED = 4000;

/**
 * A connection that has PostgreSQL prepare what it is asked a second time. Planning is two thirds of what a page costs the database: with
 * row-level security every statement brings the policies of its tables along. PostgreSQL itself decides whether a plan
 * is good for all values, and plans anew after every change to a table, a policy or a role (decision 35).
 */
export class PreparingClient extends pg.Client {
  /** Counts the times that everything prepared had to be forgotten. */
  private static epoch = 0;
  /** The role of the running transaction: a plan is made for one, so each has its own. */
  private role = '';
  private epoch = PreparingClient.epoch;
  private readonly met = new Set<string>();
  private readonly prepared = new Map<string, string>();

  /**
   * Has every connection of this process prepare anew. PostgreSQL makes a new plan by itself where a table changed, but refuses (0A000) where the
   * columns of the answer are now others: while a newer version migrates, or after.
   */
  static prepareAnew(): void {
    PreparingClient.epoch += 1;
  }

  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const asked = typeof text === 'string' ? this.named(text, values) : undefined;
    return (super.query as (...args: unknown[]) => never)(...(asked ? [asked, ...rest] : args));
  }

  private named(text: string, values: unknown): pg.QueryConfig | undefined {
    // What takes no values may be several statements in one text, which are never prepared.
    if (!Array.isArray(values) || values.length === 0) return void this.follow(text);
    this.forgetOldEpoch();
    const key = `${this.epoch} ${this.role}\n${text}`;
    const name = this.prepared.get(key) ?? this.nameFor(key);
    return name === undefined ? undefined : { name, text, values };
  }

  /** What was prepared before is under names that nobody asks for any more: it takes no places. */
  private forgetOldEpoch(): void {
    if (this.epoch === PreparingClient.epoch) return;
    this.epoch = PreparingClient.epoch;
    this.prepared.clear();
    this.met.clear();
  }

  /** What is asked once is not worth a place; the first ones asked twice have them all. */
  private nameFor(key: string): string | undefined {
    if (this.prepared.size === MOST_PREPARED) return undefined;
    if (!this.met.has(key)) {
      if (this.met.size === MOST_REMEMBERED) this.met.clear();
      return void this.met.add(key);
    }
    const name = createHash('sha256').update(key).digest('base64url');
    this.prepared.set(key, name);
    this.met.delete(key);
    return name;
  }

  private follow(text: string): void {
    if (text.startsWith('SET LOCAL ROLE ')) this.role = text === 'SET LOCAL ROLE NONE' ? '' : text;
    else if (text === 'COMMIT' || text === 'ROLLBACK') this.role = '';
  }
}
