/** Lists that show something of several young people at once: what the trail calls each, and what it is in words. */
export const LISTS = {
  cases: 'the list of cases',
  file: 'a file of cases',
  queue: 'the escalation queue',
  'queue-file': 'a file of the escalation queue',
  duties: 'the list of what is owed',
  calendar: 'the calendar feed',
  handover: 'what is handed over',
  area: 'young people of other authorities in the area',
  retention: 'records to keep or to erase',
  openings: 'openings of cases in an emergency',
  returns: 'a statutory return',
  'own-files': 'requests for what is held about somebody',
} as const;

export type ListName = keyof typeof LISTS;

/**
 * Fetched by a program, again and again: of these a case is written down once a day and reader, since nobody looked more often than that.
 * Of the others every page is a look of its own.
 */
export const FETCHED_BY_PROGRAMS: readonly ListName[] = ['calendar'];

/** A list in words; one that this version does not know, as it was written. */
export const listInWords = (list: string): string => (LISTS as Record<string, string | undefined>)[list] ?? list;
