/** The advisory locks of the database, each a number of its own. */
export const LOCKS = {
  /** Bringing the tables up to date. */
  migrations: 7_190_001,
  /** Sweeps hold it shared, one transaction at a time; whoever needs all of them finished takes it exclusively. */
  sweep: 7_190_002,
  /** Ticks of the timetable hold it shared, the walk of a moved training clock exclusively. */
  tick: 7_190_003,
  /** One walk of the training clock at a time. */
  walk: 7_190_004,
  /** One import is written at a time. */
  imports: 7_190_005,
  /** One process at a time makes seals over the trail. */
  seal: 7_190_015,
  /** With the number of a person: one form of theirs is kept at a time. */
  drafts: 7_190_065,
  /** With the number of a person: one change of their saved views at a time. */
  savedViews: 7_190_085,
  /** One piece of long work is taken on at a time, so that two about one thing are seen. */
  longWork: 7_190_072,
  /** With the number of a piece: held by the transaction that does it. */
  longWorkDone: 7_190_073,
} as const;
