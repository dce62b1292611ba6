import { transaction } from './unit-of-work.js';

/**
 * What one noun has on a page that shows several: its statement, and what the rows mean. They come as JSON: dates and instants are text.
 * Without a statement it answers without asking.
 */
export interface Part<Answer> {
  sql: string | null;
  parameters: readonly unknown[];
  answer: (rows: unknown[]) => Answer;
}

/** A noun's part of a page. */
export const part = <Row, Answer>(sql: string, parameters: readonly unknown[], answer: (rows: Row[]) => Answer): Part<Answer> => ({ sql, parameters, answer: (rows) => answer(rows as Row[]) });

/** The part of somebody whom it does not concern. */
export const without = <Answer>(answer: Answer): Part<Answer> => ({ sql: null, parameters: [], answer: () => answer });

/** Reads all parts of a page in one statement of the running transaction, so in one round trip and at one instant (docs/decisions/0025-one-statement-a-page.md). */
export async function readTogether<Answers extends Record<string, unknown>>(parts: { [Name in keyof Answers]: Part<Answers[Name]> }): Promise<Answers> {
  const all = Object.entries(parts) as [string, Part<unknown>][];
  const parameters: unknown[] = [];
  const columns = all.flatMap(([name, { sql, parameters: own }]) => {
    if (sql === null) return [];
    const before = parameters.push(...own) - own.length;
    const renumbered = sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    return [`(SELECT coalesce(jsonb_agg(to_jsonb(part)), '[]') FROM (${renumbered}) part) AS "${name}"`];
  });
  const [rows] = columns.length === 0 ? [] : await transaction().manager.query<Record<string, unknown[]>[]>(`SELECT ${columns.join(',\n')}`, parameters);
  return Object.fromEntries(all.map(([name, { answer }]) => [name, answer(rows?.[name] ?? [])])) as Answers;
}
