import { expect, it } from '@jest/globals';
import { EXCEPTIONAL_PURPOSES, purposeOfRoute } from './purposes.js';

it.each([
  ['GET', '/cases/:reference', 'direct-care'],
  ['GET', '/api/v1/cases/:reference', 'direct-care'],
  ['POST', '/cases/:reference/placements/:placementId/plan/agree', 'duty'],
  ['GET', '/cases/:reference/timeline', 'oversight'],
  ['GET', '/api/v1/cases/:reference/timeline', 'oversight'],
  ['POST', '/api/v1/cases/:reference/emergencies/:emergencyId/response', 'emergency'],
  ['GET', '/cases/:reference/facts/:fact/:id/correct', 'correction'],
  ['POST', '/escalations/:id/notes', 'escalation'],
  ['POST', '/api/v1/imports/:id/confirm', 'import'],
  ['GET', '/me', 'own-case'],
  ['GET', '/meetings', 'direct-care'],
])('%s %s is for %s', (method, pattern, purpose) => {
  expect(purposeOfRoute(method, pattern)).toBe(purpose);
});

it('needs a reason for what nobody does every day, and no page is for one of these by itself', () => {
  expect(EXCEPTIONAL_PURPOSES).toEqual(['emergency-access', 'inspection', 'subject-access']);
});
