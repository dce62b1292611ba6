import { PERMISSIONS, type Action, type Actor, type CaseParties, type Relation } from '../../src/domain/permissions.js';

/*
 * "Who sees what" of docs/security.md read a second time, without the first: sentence by sentence, with days and instants as
 * texts. What relations may do is the table's; this says who has which.
 */

/** 90 days before 20 October 2026, the day of `arbitrary-parties.ts`. */
const LAST_SEEN = '2026-07-22';

export function relationsReadAgain(who: Actor, of: CaseParties): Set<Relation> {
  const is = new Set<Relation>();
  const running = of.placements.filter((one) => one.endedOn === null);
  const seen = of.placements.filter((one) => one.endedOn === null || one.endedOn >= LAST_SEEN);
  const byName = !of.restricted || of.admittedPersonIds.includes(who.personId);
  for (const { post, authorityCode, providerId, team } of who.posts) {
    const home = authorityCode === of.homeAuthorityCode;
    if (post === 'virtual-head' && home) is.add('virtual-head');
    if (post === 'key-contact' && home && byName) is.add('key-contact');
    if (post === 'director' && home && byName && of.highestOpenLevel === 3) is.add('director');
    if (post === 'team-manager' && home && byName && (team === null || team.trim().toUpperCase() === of.team?.trim().toUpperCase())) is.add('team-manager');
    if (post === 'designated-person' && (byName ? seen : running).some((one) => one.providerId === providerId)) is.add('designated-person');
    if (post === 'signatory' && byName && seen.some((one) => one.signatoryAsked && one.providerId === providerId)) is.add('signatory');
    if ((post === 'key-contact' || post === 'virtual-head') && !home && byName && seen.some((one) => one.providerAuthorityCode === authorityCode)) is.add('local-virtual-school');
  }
  const acting = [who.personId, ...(who.coversFor ?? [])];
  if (of.keyWorkerPersonIds.some((id) => acting.includes(id))) is.add('key-worker');
  if (who.ownCaseId === of.id) is.add('young-person');
  for (const one of who.inspections) {
    if (one.authorityCode === of.homeAuthorityCode && one.untilAt > who.asOf && (one.caseIds === null ? byName : one.caseIds.includes(of.id))) is.add('inspector');
  }
  const inRemit = who.authorityCode === of.homeAuthorityCode || seen.some((one) => one.providerId === who.providerId);
  if (inRemit) is.add('colleague');
  if (inRemit && who.emergencyAccess.some((one) => one.caseId === of.id && one.untilAt > who.asOf)) is.add('emergency-access');
  return of.excludedPersonIds.includes(who.personId) ? new Set() : is;
}

/** What providers do no more once a placement ended (docs/security.md). */
const RUNNING = /^(key-worker-notice\.acknowledge|placement\.end|plan\.write)$/;
const HOME_ALONE = /^(case\.read-private|emergency\.(acknowledge|respond))$/;

/** What is for a post of one's own, and not for one of somebody else. */
const BY_ONESELF = /^(restriction\.(impose|lift)|admission\.(give|end))$/;

export function canReadAgain(asking: Actor, action: Action, of: CaseParties, placementId?: number): boolean {
  const who = BY_ONESELF.test(action) ? { ...asking, coversFor: [], posts: asking.posts.filter(({ covered }) => covered !== true) } : asking;
  const may = PERMISSIONS[action] as readonly Relation[];
  const is = [...relationsReadAgain(who, of)].filter((relation) => may.includes(relation));
  const about = of.placements.filter((one) => placementId === undefined || one.id === placementId);
  const seen = about.filter((one) => one.endedOn === null || one.endedOn >= LAST_SEEN);
  const theirs = RUNNING.test(action) ? about.filter((one) => one.endedOn === null) : seen;
  return is.some((relation) => {
    if (relation === 'designated-person') return theirs.some((one) => who.posts.some(({ post, providerId }) => post === 'designated-person' && providerId === one.providerId));
    if (relation === 'emergency-access') return who.authorityCode === of.homeAuthorityCode || (!HOME_ALONE.test(action) && theirs.some((one) => one.providerId === who.providerId));
    if (/^(key-contact|virtual-head)$/.test(relation) && /^((attendance|term|outcome)-return|risk-call|professionals-meeting)\.record$/.test(action)) {
      const runsThere = (providerId: number) => of.placements.some((one) => one.providerId === providerId && one.endedOn === null);
      return about.some((one) => one.endedOn !== null && (one.endedOn < LAST_SEEN || (of.restricted && !runsThere(one.providerId))));
    }
    if (relation === 'signatory') return seen.some((one) => one.signatoryAsked && who.posts.some(({ post, providerId }) => post === 'signatory' && providerId === one.providerId));
    if (relation !== 'local-virtual-school') return true;
    return seen.some((one) => who.posts.some(({ post, authorityCode }) => /^(key-contact|virtual-head)$/.test(post) && authorityCode !== of.homeAuthorityCode && authorityCode === one.providerAuthorityCode));
  });
}
