import { randomBytes } from 'node:crypto';
import { CorrectionsService } from '../../src/corrections/corrections.service.js';
import { SEALED_COLUMNS } from '../../src/encryption/sealed-columns.js';
import { HOLDINGS } from '../../src/own-file/holdings.js';
import type { TestApplication } from './application.js';
import { everythingSealed } from './everything-sealed.js';
import { OPEN, OPEN_AND_PERSONAL } from './open-columns.js';
import { accessGiven } from './young-person.js';

/** A case in which every column that can say something of somebody has a word that is nowhere else. */
export interface Canary {
  reference: string;
  caseId: number;
  placementId: number;
  /** The words by column: `review.present`. */
  tokens: Record<string, string>;
  /** The young person's way in. */
  personId: number;
  email: string;
}

/** Of tables that do not name their case, and so are not in open-columns.ts: what somebody typed. */
const TYPED = ['plan_agreement.witness', 'risk_call.spoke_to', 'passkey.name', 'access_token.name', 'saved_view.name', 'external_identity.subject'];

/** And what the system writes there itself, or what leads somewhere else. */
const OURS = [
  'access_token.scopes', 'saved_view.list', 'saved_view.filters', 'draft.page', 'emergency_alert.stage', 'subject_request_alert.stage', 'mistake_alert.stage', 'external_identity.issuer', 'invitation.delivery', 'message.delivery', 'message.state', 'message.sign_in_change', 'message.subject', 'message.text', 'message.to_address',
  'passkey.transports', 'plan_agreement.party', 'risk_acknowledgement.recipient', 'risk_call.outcome', 'risk_call.recipient', 'session.level',
];

/** Columns of rows about young people of which nobody has said whether they are personal; a new one is seeded here, or named with its reason. */
export async function columnsNobodyKnows({ operator }: TestApplication): Promise<string[]> {
  const columns = await operator.query<{ table: string; column: string }[]>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'ARRAY', 'character varying')`,
  );
  const sealed = Object.entries(SEALED_COLUMNS).flatMap(([table, { columns: names }]) => Object.keys(names).map((name) => `${table}.${name}`));
  const known = new Set([...sealed, ...Object.keys(OPEN), ...TYPED, ...OURS]);
  return columns.filter(({ table, column }) => table in HOLDINGS && !known.has(`${table}.${column}`) && !isForNobody(HOLDINGS[table]?.withheld?.[column])).map(({ table, column }) => `${table}.${column}`);
}

/** Secrets are hashes, and what is for the machine is chance. */
const isForNobody = (because: string | undefined): boolean => because === 'secret' || because === 'machine';

/** Writes the case: what is sealed as people write it, the rest beside it. */
export async function canary(test: TestApplication): Promise<Canary> {
  const { reference, caseId, placementId, tokens: sealed } = await everythingSealed(test);
  const open: Record<string, string> = Object.fromEntries([...OPEN_AND_PERSONAL, ...TYPED].map((name) => [name, `Open${randomBytes(7).toString('hex')}`]));
  Object.assign(open, { 'person.email': `${open['person.email']?.toLowerCase()}@mail.example`, 'person.phone': '07700900777', 'person.name': open['young_person.preferred_name'] });
  const word = (name: string): string => open[name] ?? '';
  const corrections = test.app.get(CorrectionsService);
  const manager = await test.actor('manager');
  const names = { preferredName: word('young_person.preferred_name'), legalName: word('young_person.legal_name'), team: word('young_person.team') };
  await corrections.correctFact(manager, reference, { fact: 'young-person', id: caseId }, { values: names, reason: 'It was another name' });
  await corrections.correctFact(manager, reference, { fact: 'placement', id: placementId }, { values: { course: word('placement.course') }, reason: 'It is another course' });
  const personId = await accessGiven(test, reference, { email: word('person.email'), phone: word('person.phone') });
  const at = '2026-10-12 08:00Z';
  const sql = (text: string, ...values: unknown[]) => test.operator.query(text, values);
  await sql('UPDATE young_person SET local_id = $2 WHERE id = $1', caseId, word('young_person.local_id'));
  await sql('UPDATE young_person SET former_names = ARRAY[$2] WHERE id = $1', caseId, word('young_person.former_names'));
  await sql('UPDATE status_letter SET signed_by = $2 WHERE case_id = $1', caseId, word('status_letter.signed_by'));
  await sql('UPDATE plan_agreement SET witness = $2 WHERE plan_id IN (SELECT id FROM plan WHERE case_id = $1)', caseId, word('plan_agreement.witness'));
  await sql(
    `INSERT INTO risk_call (notice_id, recipient, called_at, outcome, spoke_to, recorded_by, recorded_at) SELECT id, 'key-worker', $2, 'spoke', $3, $4, $2 FROM risk_notice WHERE case_id = $1`,
    caseId, at, word('risk_call.spoke_to'), test.region.people.designatedPerson,
  );
  await sql('INSERT INTO passkey (person_id, name, credential_id, public_key, uses, transports, made_at) VALUES ($1, $2, $3, $4, 0, $5, $6)', personId, word('passkey.name'), 'credential', Buffer.from('key'), [], at);
  await sql('INSERT INTO access_token (secret_hash, person_id, name, created_at, expires_at, scopes) VALUES ($1, $2, $3, $4, $5, $6)', 'hash', personId, word('access_token.name'), at, '2026-11-12 08:00Z', ['read']);
  await sql(`INSERT INTO saved_view (person_id, list, name, filters, made_at) VALUES ($1, 'cases', $2, '{"missed": "yes"}', $3)`, personId, word('saved_view.name'), at);
  await sql('INSERT INTO external_identity (person_id, issuer, subject, bound_at, bound_by) VALUES ($1, $2, $3, $4, $5)', personId, 'https://login.example', word('external_identity.subject'), at, test.region.people.administrator);
  return { reference, caseId, placementId, personId, email: word('person.email'), tokens: { ...sealed, ...open, 'young_person.born_on': '14 March 2010', 'young_person.born_on as it is stored': '2010-03-14' } };
}

/** The columns whose words a text has. */
export const foundIn = (text: string, tokens: Record<string, string>): string[] => Object.entries(tokens).filter(([, word]) => text.includes(word)).map(([name]) => name);
