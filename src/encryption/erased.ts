/** What a text says whose key was destroyed (`lsa keys shred`). */
export const ERASED = 'erased';

/** The same for texts that are kept together, by the names of their fields. */
export const ERASED_WORDS: Readonly<Record<string, string>> = { [ERASED]: ERASED };
