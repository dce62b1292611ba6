/** The pages of a case, in the order of their navigation; the keys are their paths. */
export const CASE_PARTS = {
  overview: 'Overview',
  duties: 'Duties',
  placements: 'Placements and plans',
  'risk-notices': 'Risk notices',
  emergencies: 'Emergencies',
  records: 'Records',
  sharing: 'Sharing',
  corrections: 'Corrections',
  messages: 'Messages',
  timeline: 'Timeline',
} as const;

export type CasePart = keyof typeof CASE_PARTS;
