/** JSON from PostgreSQL carries instants as text under names that end in `At`, and `missedFrom`: this turns them back into dates, at any depth. */
export function reviveInstants<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => reviveInstants(item)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, (name.endsWith('At') || name === 'missedFrom') && typeof item === 'string' ? new Date(item) : reviveInstants(item)]),
  ) as T;
}
