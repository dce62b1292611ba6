/** A document to be read, printed and kept: what it says, in its order. Its look is the writer's business. */
export interface PrintedDocument {
  title: string;
  /** How the file is called when it is kept, without its ending: no names of people. */
  fileName: string;
  /** Who it is by: the organisation, as a reader knows it. */
  author: string;
  /** What stands at the foot of every page, before the page's number. */
  footer: string;
  blocks: readonly Block[];
}

export type Block =
  | { heading: string; level: 1 | 2 | 3 }
  | { paragraph: string }
  /** Something beside the matter: who wrote it, and when. */
  | { note: string }
  /** Somebody's own words. */
  | { quotation: string }
  | { list: readonly ListItem[] }
  /** A form: what is asked, and what was said. */
  | { lines: readonly (readonly [label: string, value: string])[]; caption: string };

/** A line of a list, with a list of its own where it has one. */
export type ListItem = string | { text: string; list: readonly string[] };
