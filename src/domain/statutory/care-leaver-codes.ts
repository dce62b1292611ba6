/**
 * The codes in which the Department for Education asks about care leavers: SSDA903, table OC3, collection year 2022. They belong to a
 * collection year: another year's codes are another table.
 */

/** IN_TOUCH: whether the authority is in touch with the young person. */
export const IN_TOUCH = {
  YES: 'yes', NO: 'no', REFU: 'the young person refuses contact', NREQ: 'the young person does not need the service any more',
  RHOM: 'they returned home for six months or more', DIED: 'the young person has died',
} as const;
export type InTouch = keyof typeof IN_TOUCH;

/** ACTIV: the main activity. */
export const ACTIVITIES = {
  F1: 'higher education, full time', P1: 'higher education, part time',
  F2: 'other education, full time', P2: 'other education, part time',
  F4: 'an apprenticeship, full time', P4: 'an apprenticeship, part time',
  F5: 'training or employment, full time', P5: 'training or employment, part time',
  G4: 'none, because of illness or disability', G5: 'none, for other reasons', G6: 'none, because of pregnancy or parenting',
} as const;
export type Activity = keyof typeof ACTIVITIES;

/** ACCOM: where they live, by its letter; with 1 where it is suitable, 2 where it is not. */
export const ACCOMMODATIONS = {
  B: 'with parents or relatives', C: 'a community home or other residential care', D: 'semi-independent, transitional accommodation', E: 'supported lodgings',
  G: 'gone abroad', H: 'deported', K: 'ordinary lodgings', R: 'residence not known', S: 'no fixed abode, homeless', T: 'a foyer or the like',
  U: 'independent living', V: 'emergency accommodation', W: 'bed and breakfast', X: 'in custody', Y: 'other accommodation', Z: 'with their former foster carers',
} as const;
export type Accommodation = keyof typeof ACCOMMODATIONS;

/** Where nobody lives suitably: these are returned as not suitable only. */
export const NEVER_SUITABLE: readonly string[] = ['S', 'X'] satisfies Accommodation[];

/** What is in no code: nothing is known of it, or nothing is asked. */
export const NOTHING = '0';

/** The activities that a status of a learner can be (VS6); a status that is not known has none. */
export const ACTIVITIES_OF_STATUS: Readonly<Record<string, readonly Activity[]>> = {
  education: ['F1', 'P1', 'F2', 'P2'], apprenticeship: ['F4', 'P4'], training: ['F5', 'P5'], employment: ['F5', 'P5'], 'not-in-eet': ['G4', 'G5', 'G6'], 'not-known': [],
};

/** The status groups of the client caseload system that local services keep (NCCIS), by a learner's status. */
export const NCCIS_GROUPS: Readonly<Record<string, string>> = {
  education: 'EET', apprenticeship: 'EET', training: 'EET', employment: 'EET', 'not-in-eet': 'NEET', 'not-known': 'Not known',
};
