/** Why a column stays out of the file. */
export const WITHHELD_BECAUSE = {
  secret: 'A secret, or made of one: with it somebody else could come in.',
  machine: 'For the system alone: it says nothing about anybody.',
  'somebody else': 'Somebody else’s name, or how to reach them.',
  'several people': 'A mail may be about several young people. What it says about this one is under “notices”.',
  unsaid: 'It was begun and sent to nobody. It stands on the page on which it was begun, for whoever typed it.',
  'kept elsewhere': 'A copy for a day of what stands elsewhere in this file.',
} as const;
export type WithheldBecause = keyof typeof WITHHELD_BECAUSE;

/** What becomes of a row when its case is erased (docs/security.md, What is deleted). */
export type WhenErased =
  | 'removed'
  /** The row stays, since the trail names its number; what it says of somebody goes. */
  | 'blanked'
  /** It holds numbers, codes and sealed texts whose key is destroyed. */
  | 'kept';

/** A table with rows about young people: whose each is, and what of it goes into the file of whoever asks for theirs. */
export interface Holding {
  /** What the rows are, as a heading. */
  title: string;
  /** The columns by which a row is about a young person, each with the table that it points to: any of them is enough. */
  by: Readonly<Record<string, string>>;
  /** Columns with the numbers of several young people: a row is about each of them, and the column is withheld. */
  among?: readonly string[];
  /** What goes into the file, beside the columns of `by`. */
  given?: readonly string[];
  /** The number of a person: told as what they are and where, without a name. */
  who?: readonly string[];
  /** An organisation: told by its name. */
  where?: readonly string[];
  withheld?: Readonly<Record<string, WithheldBecause>>;
  whenErased: WhenErased;
}

/** A table without rows about young people: whose it is, and why none is. */
export interface NotAbout {
  about: 'staff' | 'organisations' | 'nobody';
  because: string;
}
