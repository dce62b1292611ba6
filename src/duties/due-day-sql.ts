/** The last day on which a `duty d` can be done in time: of an hour deadline its day in London. Null where it is not known. */
export const DUE_DAY = `coalesce(d.due_on, (d.due_at AT TIME ZONE 'Europe/London')::date)`;
