import type { ClauseId } from '../agreement/clauses.js';

/** A figure of how well a promise is kept: of how many that were due in a time, how many were done in time. */
export interface Measure {
  name: string;
  /** What one of them is, many of them are, and when it counts as kept: as the page says it. */
  definition: string;
  /** Duties under these clauses are counted: each on the last day on which it could be done in time. */
  clauses: readonly ClauseId[];
  /** More to break it down by. */
  byLeg?: true;
}

/** What is counted for the boards and the region (the boards' rules, “Figures, never people”). */
export const MEASURES = {
  plans: { name: 'Education plans on time', definition: 'Education plans that had to be agreed by then, and were: by the last day, 30 days after the start', clauses: ['KW3'] },
  reviews: { name: 'Reviews on time', definition: 'Reviews that had to be held by then, and were: within six months of the plan or the last review', clauses: ['KW4'] },
  contacts: { name: 'Contacts known at the start', definition: 'Placements that started, and whose designated person knew the key worker and the Virtual School key contact by then', clauses: ['EP7'] },
  notices: { name: 'Notices on the day', definition: 'Calls and e-mails to the key worker and the Virtual School that a young person may not be able to stay: made on the day itself', clauses: ['EP11'], byLeg: true },
  meetings: { name: 'Professionals’ meetings on time', definition: 'Meetings of professionals about a young person who may not be able to stay, held in time', clauses: ['EP11M'] },
  emergencies: { name: 'Emergencies answered within 24 hours', definition: 'Emergencies to which a person answered within 24 hours', clauses: ['KW8'] },
  views: { name: 'Views answered', definition: 'What young people said, and were told what was done about it, in time', clauses: ['KW5', 'EP5'] },
  challenges: { name: 'Challenges answered', definition: 'Questions whether something is good enough, and requests of one Virtual School to another, answered in time', clauses: ['P2', 'VS3'] },
} as const satisfies Record<string, Measure>;

export type MeasureId = keyof typeof MEASURES;
export const MEASURE_IDS = Object.keys(MEASURES) as MeasureId[];

/** By what a figure is broken down, and how its values read. */
export const BREAKDOWNS = {
  provider: 'Provider',
  level: 'Level',
  age: 'Age',
  status: 'Care status',
  leg: 'How it was told, and whom',
} as const;
export type Breakdown = keyof typeof BREAKDOWNS;
