/**
 * Whether an assignment, the alias `row` of `key_worker_assignment`, makes somebody a key worker at the instant `at`, as SQL: it
 * counts from its first instant to before its last, and not once it was taken back.
 */
export const isKeyWorkerAt = (row: string, at: string): string =>
  `(${row}.taken_back_at IS NULL AND ${row}.from_at <= ${at} AND (${row}.until_at IS NULL OR ${row}.until_at > ${at}))`;
