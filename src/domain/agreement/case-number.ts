/** A case that has an authority's own number. */
export interface NumberHolder {
  /** Whether it was registered by mistake. */
  mistaken: boolean;
}

/**
 * Whether another case of the authority may have a number: nobody has it, or only a case that was registered by mistake, which keeps it for the record.
 * So a new case is given the number of a mistaken one, and one that was none after all has its number back.
 */
export const isFreeNumber = (holder: NumberHolder | null): boolean => holder === null || holder.mistaken;
