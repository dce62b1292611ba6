import { PROVIDER_TYPES } from '../organisations/provider.entity.js';
import { authorityCode, oneOf, ukprn, words } from './cell-readers.js';
import { always, type ImportLayout } from './import-columns.js';

/** Education and training providers. */
export const PROVIDERS: ImportLayout = {
  kind: 'providers',
  meaning: 'Education and training providers. A row is matched on the UKPRN.',
  columns: [
    { name: 'ukprn', required: always, read: ukprn, sql: 'text', example: '19900901', meaning: 'the UK provider reference number' },
    { name: 'name', required: always, read: words(200), sql: 'text', example: 'Whinfell College', meaning: 'the name as people know it' },
    { name: 'type', required: always, read: oneOf(PROVIDER_TYPES), sql: 'text', example: 'further-education-college', meaning: `one of ${Object.keys(PROVIDER_TYPES).join(', ')}` },
    { name: 'authority_code', required: always, read: authorityCode, sql: 'text', example: 'E08000025', meaning: 'the code of the authority in whose area it is' },
  ],
  rules: [],
  keys: [{ columns: ['ukprn'], code: 'DUPLICATE_ROW', message: 'This provider is in the file twice: keep one row.' }],
};
