/** A text as searches read it: without accents, hyphens and apostrophes, in small letters. */
const plain = (text: string): string => `translate(lower(unaccent(${text})), '-''’', ' ')`;

/** Every name of the young person `y`, of now and before. */
const NAMES = plain(`concat_ws(' ', y.preferred_name, y.legal_name, array_to_string(y.former_names, ' '))`);

/** How many letters of a word may be wrong: none of three, one of six, two of more. */
const SLIPS = 'CASE WHEN length(w) < 4 THEN 0 WHEN length(w) < 7 THEN 1 ELSE 2 END';
/** How alike two words are that are not the same, from 0 to 1: enough for swapped syllables, too little for another name. */
const ALIKE = 0.45;

/**
 * Whether the young person `y` is found by the words in the parameter `words` (text[]; null finds everybody), the number in `ulnHash` or the day in
 * `bornOn`. Where `forgiving` is true a word is found by one that is like it, too: a slip of the pen, letters swapped.
 */
export const isFound = ({ words, ulnHash, bornOn, forgiving }: Record<'words' | 'ulnHash' | 'bornOn' | 'forgiving', string>): string => `(${words}::text[] IS NULL
  OR y.uln_hash = ${ulnHash}::bytea OR y.born_on = ${bornOn}::date
  OR NOT EXISTS (SELECT FROM unnest(${words}::text[]) typed CROSS JOIN LATERAL (SELECT ${plain('typed')} AS w) plain
    WHERE position(w IN ${NAMES}) = 0 AND position(lower(typed) IN lower(y.reference)) = 0
      AND NOT (${forgiving}::boolean AND EXISTS (SELECT FROM regexp_split_to_table(${NAMES}, '\\s+') t
        WHERE levenshtein_less_equal(left(w, 50), left(t, 50), ${SLIPS}) <= ${SLIPS} OR (length(w) > 3 AND similarity(w, t) >= ${ALIKE})))))`;
