import { CLAUSES, KEPT_OTHERWISE, type ClauseId } from '../domain/agreement/clauses.js';

/** One promise in plain words: what is done, and by when. */
export interface PublicPromise {
  title: string;
  due: string | null;
}

/** The parties by the first letters of the register's ids, in the order of the agreement. */
const PARTIES: Record<string, string> = {
  SC: 'Social care', KW: 'The key worker', EP: 'The education or training provider', VS: 'The Virtual School', IM: 'Both parties of an agreement', P: 'Everybody',
};

/** What each party promises, from the register: the public page cannot say anything else than the law goes by. */
export function promisesByParty(): { party: string; promises: PublicPromise[] }[] {
  const rows = [
    ...(Object.keys(CLAUSES) as ClauseId[]).map((id) => ({ id: id as string, title: CLAUSES[id].title, due: CLAUSES[id].due as string | null })),
    ...Object.entries(KEPT_OTHERWISE).map(([id, { title }]) => ({ id, title, due: null })),
  ];
  return Object.entries(PARTIES).map(([prefix, party]) => ({
    party,
    promises: rows.filter(({ id }) => /^[A-Z]+/.exec(id)?.[0] === prefix).sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })).map(({ title, due }) => ({ title, due })),
  }));
}
