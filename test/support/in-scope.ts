import type { CaseParties, CaseScope } from '../../src/domain/permissions.js';

/** Whether a case is in a scope, read as a query reads it, without the policy. */
export function isInScope(scope: CaseScope, parties: CaseParties): boolean {
  if (parties.excludedPersonIds.includes(scope.personId)) return false;
  if (isOpenedByMore(scope, parties)) return true;
  return (!parties.restricted || parties.admittedPersonIds.includes(scope.personId)) && isOpenedByPosts(scope, parties);
}

/** What counts in a restricted case too. */
function isOpenedByMore(scope: CaseScope, { id, homeAuthorityCode, keyWorkerPersonIds, placements }: CaseParties): boolean {
  if (scope.keyWorkerPersonIds.some((personId) => keyWorkerPersonIds.includes(personId))) return true;
  if (scope.headOfAuthorityCodes.includes(homeAuthorityCode)) return true;
  if (scope.ownCaseIds.includes(id)) return true;
  if (scope.inspectedCases.some((one) => one.caseId === id && one.authorityCode === homeAuthorityCode)) return true;
  for (const { providerId, endedOn } of placements) {
    if (endedOn === null && scope.providerIds.includes(providerId)) return true;
    if (scope.emergencyCaseIds.includes(id) && scope.emergencyProviderId === providerId && (endedOn ?? '9999-12-31') >= scope.endedNotBefore) return true;
  }
  return scope.emergencyCaseIds.includes(id) && scope.emergencyAuthorityCode === homeAuthorityCode;
}

function isOpenedByPosts(scope: CaseScope, { homeAuthorityCode, team, placements, highestOpenLevel }: CaseParties): boolean {
  if (scope.authorityCodes.includes(homeAuthorityCode)) return true;
  if (scope.teams.some((one) => one.authorityCode === homeAuthorityCode && (one.team === null || one.team.trim().toUpperCase() === team?.trim().toUpperCase()))) return true;
  if (highestOpenLevel === 3 && scope.levelThreeAuthorityCodes.includes(homeAuthorityCode)) return true;
  return placements
    .filter(({ endedOn }) => (endedOn ?? '9999-12-31') >= scope.endedNotBefore)
    .some(({ providerId, providerAuthorityCode: area, signatoryAsked }) => (signatoryAsked && scope.askedProviderIds.includes(providerId)) || scope.providerIds.includes(providerId) || (area !== homeAuthorityCode && scope.localAuthorityCodes.includes(area)));
}
