import { birthday } from '../domain/time/academic-year.js';
import { KEY_WORKER_KINDS } from '../young-people/key-worker-assignment.entity.js';
import { CARE_STATUSES } from '../domain/agreement/care-status.js';
import { authorityCode, day, email, oneOf, uln, upn, words, yesOrNo } from './cell-readers.js';
import { always, never, type ImportLayout, type RowRule } from './import-columns.js';
import { placementColumns, placementRules } from './placement-columns.js';

/** Whoever is before Year 9 or long past the 25th birthday is a typing mistake, or not of this agreement. */
const YOUNGEST = 13;
const OLDEST = 26;

const ageInRange: RowRule = (cells, today) => {
  const bornOn = cells['date_of_birth'];
  if (bornOn === undefined || (birthday(bornOn, YOUNGEST) <= today && today < birthday(bornOn, OLDEST))) return null;
  const message = `Look at the date: the agreement is for young people from Year 11 to 25, and this is nobody from ${YOUNGEST} to ${OLDEST - 1} years old.`;
  return { column: 'date_of_birth', code: 'AGE_OUT_OF_RANGE', message };
};

/** A roster: young people with their key workers and, where there is one, a placement on the same row. */
export const YOUNG_PEOPLE: ImportLayout = {
  kind: 'young-people',
  meaning:
    "Young people in care and care leavers, with key worker and placement. A row is matched on authority_code and local_id: it registers a new case or changes the one there is. The number of a case that was registered by mistake is free for somebody else. A second placement of the same young person goes in a file of placements.",
  columns: [
    { name: 'authority_code', required: always, read: authorityCode, sql: 'text', example: 'E08000025', meaning: "the home authority's code of the Office for National Statistics" },
    { name: 'local_id', required: always, read: words(50), sql: 'text', example: '104417', meaning: "the authority's own number for the case" },
    { name: 'preferred_name', required: never, read: words(100), sql: 'text', example: 'Kemi', meaning: 'what the young person likes to be called; left empty for a new case: the legal name' },
    { name: 'legal_name', required: always, read: words(200), sql: 'text', example: 'Oluwakemi Adeyemi', meaning: 'the full legal name' },
    { name: 'date_of_birth', required: always, read: day, sql: 'date', example: '2009-11-23', meaning: 'the date of birth; aged 13 to 25' },
    { name: 'uln', required: never, read: uln, sql: 'text', example: '9276308686', meaning: 'the unique learner number, checked by its check digit; 9999999999 and empty mean none' },
    { name: 'upn', required: never, read: upn, sql: 'text', example: 'H801200001001', meaning: 'the unique pupil number, checked by its check letter' },
    { name: 'care_status', required: always, read: oneOf(CARE_STATUSES), sql: 'text', example: 'in-care', meaning: `one of ${Object.keys(CARE_STATUSES).join(', ')}` },
    { name: 'team', required: never, read: words(100), sql: 'text', example: '16+ North', meaning: 'the social care team, as its team manager has it; capitals and blanks around it do not matter' },
    { name: 'key_worker_email', required: ['key_worker_kind', 'authority_to_act_confirmed'], read: email, sql: 'text', example: 'r.ashby@birmingham.example', meaning: 'the key worker, who has to be among the people of the home authority; another one than before is a change of key worker from the moment of the import' },
    { name: 'key_worker_kind', required: never, read: oneOf(KEY_WORKER_KINDS), sql: 'text', example: 'social-worker', meaning: `one of ${Object.keys(KEY_WORKER_KINDS).join(', ')}; left empty for a new key worker: social-worker for in-care and eligible, else personal-adviser` },
    { name: 'authority_to_act_confirmed', required: never, read: yesOrNo, sql: 'boolean', example: 'yes', meaning: 'yes: the key worker has the authority to act as "best parent"; no: not confirmed' },
    ...placementColumns(),
  ],
  rules: [ageInRange, ...placementRules],
  keys: [
    { columns: ['authority_code', 'local_id'], code: 'DUPLICATE_ROW', message: 'This young person is in the file twice: keep one row; a second placement goes in a file of placements.' },
    { columns: ['authority_code', 'uln'], unlessEmpty: 'uln', code: 'DUPLICATE_ULN', message: 'Another row of this authority has the same unique learner number: correct the one that is wrong.' },
  ],
};
