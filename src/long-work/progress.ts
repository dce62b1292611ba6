/** Says how far some work is, now and then, to whoever shows it. May throw to break the work off: nothing of it is kept then. */
export type Progress = (done: number, total: number) => Promise<void>;

/** For work that nobody watches. */
export const UNWATCHED: Progress = () => Promise.resolve();
