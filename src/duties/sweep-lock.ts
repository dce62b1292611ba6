/** Sweeps hold this lock shared, one transaction at a time; whoever needs all of them finished takes it exclusively. */
export const SWEEP_LOCK = 7_190_002;
