import type { TestApplication } from './application.js';
import type { Canary } from './canary.js';
import { BIRMINGHAM } from './region.js';

/** A case that there is not. */
export const ABSENT = 'LS-222222';

/** Which row stands for a parameter, by the end of the pattern up to it; the first that fits. */
type Values = [ending: RegExp, value: string][];

/** Addresses for the patterns of the router: of a case's own rows where it is about one, of row 1 elsewhere. */
export async function addresses(test: TestApplication, { reference, caseId, placementId }: Canary): Promise<(pattern: string) => string> {
  const id = (table: string, where = `case_id = ${caseId}`) => `(SELECT max(id) FROM ${table} WHERE ${where}) AS ${table}`;
  const [row = {}] = await test.operator.query<Record<string, number | null>[]>(`SELECT ${[
    id('review'), id('risk_notice'), id('emergency'), id('escalation'), id('emergency_access'), id('key_worker_assignment'), id('import_batch', 'true'), id('long_work', 'true'), id('record'), id('message', 'true'),
  ].join(', ')}, (SELECT record_id FROM status_letter WHERE case_id = ${caseId} AND record_id IS NOT NULL LIMIT 1) AS letter`);
  const of = (table: string) => String(row[table] ?? 1);
  const values: Values = [
    [/:reference$/, reference], [/cases\/.*placements\/:placementId$/, String(placementId)], [/cases\/.*reviews\/:reviewId$/, of('review')], [/facts\/:fact$/, 'review'], [/facts\/:fact\/:id$/, of('review')],
    [/risk-notices\/:\w+$/, of('risk_notice')], [/emergencies\/:\w+$/, of('emergency')], [/meetings\/:meetingId$/, of('review')], [/escalations\/:id$/, of('escalation')], [/emergency-access\/:id$/, of('emergency_access')],
    [/status-letters?\/:recordId$/, of('letter')], [/records\/:recordId$/, of('record')], [/:keyWorkerId$/, of('key_worker_assignment')], [/:section$/, 'safeguarding'], [/cases\/.*records\/:kind$/, 'problem'],
    [/columns\/:kind$/, 'young-people'], [/imports\/:id$/, of('import_batch')], [/long-work\/:id$/, of('long_work')], [/mailbox\/:id$/, of('message')], [/:code$/, BIRMINGHAM], [/settings\/:name$/, 'planDays'], [/:personId$/, String(test.region.people.keyWorker)],
    [/:(secret|link)$/, 'a'.repeat(43)], [/:clause$/, 'KW3'], [/:kind$/, 'training-day'],
  ];
  const valueOf = (upTo: string) => values.find(([ending]) => ending.test(upTo))?.[1] ?? '1';
  const query = (pattern: string) => (pattern.endsWith('/sharing/wishes') ? `?placement=${placementId}&recipient=provider` : '');
  return (pattern) => pattern.replace(/:\w+/g, (name, index: number) => valueOf(pattern.slice(0, index) + name)) + query(pattern);
}
