import { ENDINGS } from '../domain/agreement/facts.js';
import { authorityCode, day, oneOf, words } from './cell-readers.js';
import { always, type ImportLayout, type RowRule } from './import-columns.js';
import { placementColumns, placementRules } from './placement-columns.js';

const endingRules: RowRule[] = [
  (cells) => {
    const ending = Object.entries(ENDINGS).find(([kind]) => kind === cells['ending'])?.[1];
    if (!ending?.byProvider) return null;
    const message = 'An ending by the provider is recorded on the case, where the notices and the meeting that have to come first are checked (EP12).';
    return { column: 'ending', code: 'ENDING_BY_PROVIDER', message };
  },
  (cells, today) =>
    (cells['ended_on'] ?? '') > today ? { column: 'ended_on', code: 'IN_THE_FUTURE', message: 'This day has not come yet: a planned end goes in ends_on.' } : null,
  ({ ended_on: endedOn, starts_on: startsOn, ending }) =>
    endedOn !== undefined && startsOn !== undefined && endedOn < startsOn && ending !== 'withdrawn-before-start'
      ? { column: 'ended_on', code: 'END_BEFORE_START', message: 'The end lies before the start: correct one of the two, or write withdrawn-before-start.' }
      : null,
];

const byPeople = Object.fromEntries(Object.entries(ENDINGS).map(([kind, ending]) => [kind, ending.name]));

/** Placements of young people who are registered already. */
export const PLACEMENTS: ImportLayout = {
  kind: 'placements',
  meaning:
    'Placements of young people who are registered already. A row is matched on the young person, the provider, the course and the start: it records a new placement or changes the one there is.',
  columns: [
    { name: 'authority_code', required: always, read: authorityCode, sql: 'text', example: 'E08000025', meaning: "the home authority's code of the Office for National Statistics" },
    { name: 'local_id', required: always, read: words(50), sql: 'text', example: '104417', meaning: "the authority's own number for the case" },
    ...placementColumns(always),
    { name: 'ended_on', required: ['ending'], read: day, sql: 'date', example: '2026-10-02', meaning: 'the day the placement ended, where it has' },
    { name: 'ending', required: ['ended_on'], read: oneOf(byPeople), sql: 'text', example: 'left-early', meaning: 'how it ended: completed, transferred, left-early or withdrawn-before-start; an ending by the provider is recorded on the case itself' },
  ],
  rules: [...placementRules, ...endingRules],
  keys: [
    { columns: ['authority_code', 'local_id', 'provider_ukprn', 'course', 'starts_on'], code: 'DUPLICATE_ROW', message: 'This placement is in the file twice: keep one row.' },
  ],
};
