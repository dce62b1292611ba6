import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { CorrectionsService } from '../../src/corrections/corrections.service.js';
import { Drafts } from '../../src/drafts/drafts.service.js';
import { SEALED_COLUMNS, type SealedTableName } from '../../src/encryption/sealed-columns.js';
import { EmergenciesService } from '../../src/emergencies/emergencies.service.js';
import { StatusLetterRow } from '../../src/entitlements/status-letter.entity.js';
import { EscalationsService } from '../../src/escalations/escalations.service.js';
import { LongWork } from '../../src/long-work/long-work.service.js';
import { FeedbackService } from '../../src/feedback/feedback.service.js';
import { PlacementsService } from '../../src/placements/placements.service.js';
import { PlansService } from '../../src/plans/plans.service.js';
import { RecordsService } from '../../src/records/records.service.js';
import { ReviewsService } from '../../src/reviews/reviews.service.js';
import { RiskNoticesService } from '../../src/risk-notices/risk-notices.service.js';
import { randomOf } from '../../src/sample/random.js';
import { inventUln, inventUpn } from '../../src/sample/young-person-of.js';
import { hashSecret } from '../../src/sign-in/secrets.js';
import { SessionsService } from '../../src/sign-in/sessions.service.js';
import { TotpFactor } from '../../src/sign-in/second-factors/totp-factor.entity.js';
import type { TestApplication } from './application.js';
import { BIRMINGHAM } from './region.js';
import { planMissed } from './situations.js';

export interface EverythingSealed {
  reference: string;
  caseId: number;
  placementId: number;
  /** A word that is nowhere else, for each sealed column: `review.present`. */
  tokens: Record<string, string>;
}

/** A case in which something is written into every sealed column there is, as people write it: through the services and the API. */
export async function everythingSealed(test: TestApplication): Promise<EverythingSealed> {
  const { reference, placementId, escalationId } = await planMissed(test);
  const named = (Object.keys(SEALED_COLUMNS) as SealedTableName[]).flatMap((table) => Object.keys(SEALED_COLUMNS[table].columns).map((column) => `${table}.${column}`));
  const tokens: Record<string, string> = Object.fromEntries(named.map((name) => [name, `word${randomBytes(8).toString('hex')}`]));
  const random = randomOf(randomInt(2 ** 31), 1);
  const numbers = { uln: inventUln(random), upn: inventUpn(random) };
  Object.assign(tokens, { 'young_person.uln': numbers.uln, 'young_person.upn': numbers.upn });
  const word = (name: string): string => tokens[name] ?? name;
  const [key, designated, manager, contact] = [await test.actor('keyWorker'), await test.actor('designatedPerson'), await test.actor('manager'), await test.actor('keyContact')];
  const corrections = test.app.get(CorrectionsService);
  const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
  const caseId = row?.id ?? 0;
  await corrections.correctFact(manager, reference, { fact: 'young-person', id: caseId }, { values: numbers, reason: 'They were missing' });
  await test.app.get(EscalationsService).takeItem(contact, escalationId);
  await test.app.get(EscalationsService).annotate(contact, escalationId, { text: word('escalation_note.text') });
  await test.app.get(EscalationsService).resolve(contact, escalationId, { reason: word('duty_release.reason') });
  const plans = test.app.get(PlansService);
  await plans.writeSection(key, reference, placementId, 'safeguarding', { text: word('plan_section.text') });
  for (const party of ['key-worker', 'designated-person', 'young-person'] as const) {
    await plans.agreePlan(key, reference, placementId, { party, witness: 'Priya Shah', ...(party === 'young-person' && { reasonAfterStart: word('plan.reason_after_start') }) });
  }
  await test.app.get(ReviewsService).recordReview(key, reference, placementId, {
    heldOn: '2026-10-12', attended: ['young-person'], feelsSafe: 'yes',
    reasonElsewhere: word('review.reason_elsewhere'), present: word('review.present'), whatChanged: word('review.what_changed'), youngPersonsView: word('review.young_persons_view'),
  });
  const risks = test.app.get(RiskNoticesService);
  const notice = await risks.reportRisk(designated, reference, { placementId, kind: 'at-risk', whatHappened: word('correction.before') });
  await corrections.correctFact(manager, reference, { fact: 'risk-notice', id: notice.id }, { values: { whatHappened: word('correction.after') }, reason: word('correction.reason') });
  await corrections.correctFact(manager, reference, { fact: 'risk-notice', id: notice.id }, { values: { whatHappened: word('risk_notice.what_happened') }, reason: 'Again' });
  await risks.recordMeeting(designated, reference, notice.id, { heldOn: '2026-10-12', present: word('professionals_meeting.present'), outcome: 'stays', notes: word('professionals_meeting.notes') });
  const emergencies = test.app.get(EmergenciesService);
  const { id } = await emergencies.raiseEmergency(designated, reference, { placementId, whatHappened: word('emergency.what_happened'), howToReach: word('emergency.how_to_reach') });
  await emergencies.respondToEmergency(key, reference, id, { response: word('emergency.response') });
  await test.app.get(RecordsService).record(key, reference, 'view', { happenedOn: '2026-10-12', placementId, addressedTo: 'key-worker', ownWords: word('record.words') });
  await test.post('designatedPerson', `/api/v1/cases/${reference}/emergencies`, { placementId, whatHappened: word('emergency.what_happened') }, { 'idempotency-key': 'once' });
  const letter = { recipient: 'fund', toWhom: word('status_letter.to_whom'), whatFor: word('status_letter.what_for'), basis: 'asked for by the young person' };
  await test.post('keyWorker', `/api/v1/cases/${reference}/status-letters`, letter);
  // A name from before it was put right: that of today is not sealed.
  const written = await test.dataSource.manager.findOneByOrFail(StatusLetterRow, { caseId });
  await test.dataSource.manager.save(StatusLetterRow, { ...written, legalName: word('status_letter.legal_name') });
  await test.post('dataProtectionLead', '/api/v1/own-files', { reference, words: word('subject_request.words') });
  await test.post('dataProtectionLead', `/api/v1/retention/cases/${reference}/holds`, { reason: word('legal_hold.reason') });
  const broken = await test.post<{ id: number }>('successor', '/api/v1/emergency-access', { reference, reason: 'missing', words: word('emergency_access.words') });
  const judged = await test.post('dataProtectionLead', `/api/v1/emergency-access/${broken.body.id}/verdict`, { verdict: 'justified', words: word('emergency_access.verdict_words') });
  if (broken.status !== 201 || judged.status >= 300) throw new Error(`emergency access: ${JSON.stringify([broken, judged])}`);
  const [{ local_id: localId, legal_name: legalName, born_on: bornOn } = { local_id: '', legal_name: '', born_on: '' }] = await test.dataSource.query<{ local_id: string; legal_name: string; born_on: string }[]>('SELECT local_id, legal_name, born_on::text FROM young_person WHERE id = $1', [caseId]);
  const file = ['authority_code,local_id,legal_name,date_of_birth,care_status,preferred_name', `${BIRMINGHAM},${localId},${legalName},${bornOn},in-care,${word('import_batch.changes')}`, `${BIRMINGHAM},new,${word('import_batch.rows')},2010-01-31,in-care,`, `${BIRMINGHAM},bad,Ida,${word('import_batch.errors')},in-care,`];
  await test.post('administrator', '/api/v1/imports/young-people', file.join('\n'), { 'content-type': 'text/csv; charset=utf-8' });
  await test.app.get(PlacementsService).endPlacement(key, reference, placementId, { kind: 'left-early', endedOn: '2026-10-12', reason: word('placement_ending.reason') });
  // Of no case, as the two before.
  await test.dataSource.manager.delete(TotpFactor, { personId: test.region.people.director });
  await test.dataSource.manager.save(TotpFactor, { personId: test.region.people.director, secret: word('totp_factor.secret'), madeAt: new Date(0), confirmedAt: null, lastStep: null });
  const sessions = test.app.get(SessionsService);
  const session = hashSecret(await sessions.start(test.region.people.director));
  await sessions.keepDraft(session, { page: '/emergency-access/new', fields: { words: word('session.draft') } });
  await test.app.get(Drafts).save(test.region.people.director, { tab: randomUUID(), version: 0, page: '/nowhere', action: '/nowhere', fields: { words: word('draft.fields') } });
  await test.app.get(LongWork).begin(test.region.people.director, { kind: 'import', subject: `import-${caseId}`, input: { words: word('long_work.input') } });
  await test.app.get(FeedbackService).write({ words: word('feedback.words') }, '192.0.2.1');
  return { reference, caseId, placementId, tokens };
}
