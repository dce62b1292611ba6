import { POSTS } from '../domain/agreement/roles.js';
import { day, email, oneOf, organisation, phone, words } from './cell-readers.js';
import { always, never, type ImportLayout, type RowRule } from './import-columns.js';

/** A key worker holds no post: the case says whose key worker somebody is. */
export const NO_POST = 'key-worker';

const postFitsOrganisation: RowRule = ({ post, organisation: code }) => {
  const held = Object.entries(POSTS).find(([name]) => name === post)?.[1];
  if (held === undefined || code === undefined || (held.at === 'authority') === code.startsWith('E')) return null;
  const needed = held.at === 'authority' ? "an authority's code" : "a provider's UKPRN";
  return { column: 'organisation', code: 'POST_ELSEWHERE', message: `The post ${post} is held at ${held.at === 'authority' ? 'an authority' : 'a provider'}: write ${needed}.` };
};

const teamOnlyForManagers: RowRule = ({ team, post }) =>
  team !== undefined && post !== 'team-manager'
    ? { column: 'team', code: 'TEAM_WITHOUT_MANAGER', message: 'Only a team-manager is in post for one team: leave it empty.' }
    : null;

const periodInOrder: RowRule = ({ from_on: from, until_on: until }) =>
  from !== undefined && until !== undefined && until < from
    ? { column: 'until_on', code: 'END_BEFORE_START', message: 'The end lies before the start: correct one of the two.' }
    : null;

/** Staff, carers and other adults, with the posts they hold. */
export const PEOPLE: ImportLayout = {
  kind: 'people',
  meaning:
    'Members of staff, carers and other adults, with the posts they hold. A row is matched on the e-mail address; somebody with two posts has two rows. A post that is in the system and not in the file stays.',
  columns: [
    { name: 'name', required: always, read: words(200), sql: 'text', example: 'Ruth Ashby', meaning: 'the name as colleagues know it' },
    { name: 'email', required: always, read: email, sql: 'text', example: 'r.ashby@birmingham.example', meaning: 'the work e-mail address: messages go there, and it is the name to sign in with' },
    { name: 'phone', required: never, read: phone, sql: 'text', example: '07700 900123', meaning: 'a direct number' },
    { name: 'organisation', required: always, read: organisation, sql: 'text', example: 'E08000025', meaning: "the authority's code, or the provider's UKPRN" },
    { name: 'post', required: ['team', 'from_on', 'until_on'], read: oneOf({ ...POSTS, [NO_POST]: 'key worker' }), sql: 'text', example: 'team-manager', meaning: `one of ${Object.keys(POSTS).join(', ')}; ${NO_POST} or empty: no post, somebody who can be made a key worker` },
    { name: 'team', required: never, read: words(100), sql: 'text', example: '16+ North', meaning: "a team manager's team, written as in the young people's rows; empty: all teams of the authority" },
    { name: 'from_on', required: never, read: day, sql: 'date', example: '2026-01-05', meaning: 'the first day in post; left empty for a new post: the day of the import' },
    { name: 'until_on', required: never, read: day, sql: 'date', example: '2027-01-04', meaning: 'the first day no longer in post, where it is known' },
  ],
  rules: [postFitsOrganisation, teamOnlyForManagers, periodInOrder],
  keys: [{ columns: ['email', 'post', 'team'], code: 'DUPLICATE_ROW', message: 'This person is in the file twice with the same post: keep one row.' }],
  agree: { by: 'email', columns: ['name', 'phone', 'organisation'], message: 'An earlier row says something else of the same person: make them alike.' },
};
