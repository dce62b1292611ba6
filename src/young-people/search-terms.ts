import { MONTHS, parseLocalDate, type LocalDate } from '../domain/time/local-date.js';

/** What somebody typed to find a young person, as the search takes it. */
export interface SearchTerms {
  /** Parts of names, or of a reference, each of which has to be found. */
  words: string[];
  /** Ten digits may be a unique learner number. */
  uln: string | null;
  bornOn: LocalDate | null;
}

/** Reads what was typed: a date of birth as people write it (2009-03-14, 14/03/2009, 14.3.2009, 14 March 2009), a ULN with or without spaces, else words. */
export function searchTerms(text: string): SearchTerms {
  const typed = text.trim();
  const digits = typed.replace(/\s/g, '');
  return {
    words: typed.split(/\s+/).filter(Boolean),
    uln: /^\d{10}$/.test(digits) ? digits : null,
    bornOn: dayOf(typed),
  };
}

function dayOf(typed: string): LocalDate | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return parseLocalDate(typed);
  const [, day, month, year] = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([a-z]+|\d{1,2})[\s./-]+(\d{4})$/i.exec(typed) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const number = /^\d+$/.test(month) ? Number(month) : MONTHS.findIndex((name) => month.length >= 3 && name.toLowerCase().startsWith(month.toLowerCase())) + 1;
  return parseLocalDate(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
}
