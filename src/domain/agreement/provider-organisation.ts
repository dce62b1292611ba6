import { londonDate } from '../time/london.js';
import { describeDate, type LocalDate } from '../time/local-date.js';
import { academicYearsIn } from '../time/periods.js';
import { isLate, type Done } from './due.js';
import type { Due } from './duty.js';
import type { Law } from './law.js';
import { afterAugust, afterAugustLimit, monthsAfterLimit, sameDayLimit, workingDaysAfterLimit } from './limits.js';
import type { AgreementFact, DesignatedPersonChangeFact, ProviderFacts } from './organisation-facts.js';
import { firstInPost, vacancies } from './posts-in-place.js';
import { about, duty, firstOn, recorded, roleOf, workingDaysAfterRecord } from './recorded.js';
import type { ClosedBy, OwedDuty } from './settle.js';

/**
 * What a provider owes, and what it and the Virtual School owe each other, whatever the young person: EP1, EP2, EP6, IM3, IM4, IM5.
 * `lawOf` is the law with an authority's settings: an agreement goes by those of the Virtual School that signed it, the rest by the area's.
 */
export function providerOrganisationDuties(facts: ProviderFacts, lawOf: (authorityCode: string) => Law): OwedDuty[] {
  const law = lawOf(facts.provider.authorityCode);
  const ofAgreements = facts.agreements.flatMap((agreement) => keptUp(agreement, facts, lawOf(agreement.authorityCode)));
  return [...designatedPersonInPost(facts, law), ...partnersTold(facts, law), ...applicationRounds(facts, law), ...ofAgreements];
}

/** EP1: on signing, after each vacancy, and while the one in post cannot be reached. */
function designatedPersonInPost({ agreements, designatedPeople, contactChecks }: ProviderFacts, { settings, calendar }: Law): OwedDuty[] {
  const after = (on: LocalDate, what: string) => workingDaysAfterLimit(on, settings(on).designatedPersonVacancyWorkingDays, what, calendar);
  return [
    ...agreements.map((agreement) =>
      duty({ key: `EP1/agreement-${agreement.id}`, clause: 'EP1', opens: agreement.signedOn, limit: sameDayLimit(agreement.signedOn, 'the signing'), done: firstInPost(designatedPeople, agreement.signedOn), signedBy: agreement.authorityCode, closedBy: endOfAgreement(agreement) }),
    ),
    ...vacancies(designatedPeople, '').filter(({ untilOn }) => agreements.some((agreement) => isInForce(agreement, untilOn))).map(({ key, untilOn }) =>
      duty({ key: `EP1/${key}`, clause: 'EP1', opens: untilOn, limit: after(untilOn, 'the post fell vacant'), done: firstInPost(designatedPeople, untilOn) }),
    ),
    ...contactChecks.map(({ id, sinceOn, clearedOn }) =>
      duty({ key: `EP1/contact-check-${id}`, clause: 'EP1', opens: sinceOn, limit: after(sinceOn, 'the designated person could not be reached'), done: clearedOn === null ? null : { on: clearedOn, at: null } }),
    ),
  ];
}

/** EP2: every designated person after the first is made known to those with a placement there, as long as they have one. */
function partnersTold({ changes, designatedPeople }: ProviderFacts, { settings, calendar }: Law): OwedDuty[] {
  const [first] = [...designatedPeople].sort((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : a.id - b.id));
  return changes.flatMap((change) => {
    const post = designatedPeople.find(({ id }) => id === change.holdingId);
    if (post === undefined || post.id === first?.id || !change.hasPlacements) return [];
    const { fromOn } = post;
    const limit = workingDaysAfterLimit(fromOn, settings(fromOn).designatedPersonNoticeWorkingDays, 'the designated person changed', calendar);
    return [duty({ key: `EP2/holding-${post.id}`, clause: 'EP2', opens: fromOn, limit, ...outcomeOfTelling(change, limit.due) })];
  });
}

/**
 * Kept once everyone who was told has acknowledged it, and nobody is left to tell. Whoever's last placement there ended by the last day is not asked any more; whoever's ended
 * later leaves it undone, as does a Virtual School of which nobody was told. Where nobody is left to tell or to ask, it is no longer owed: it was not kept.
 */
function outcomeOfTelling({ told, untold, endedOn }: DesignatedPersonChangeFact, due: Due): { done: Done | null; closedBy: ClosedBy | null } {
  const open = { done: null, closedBy: null };
  if (told.length === 0) return { ...open, closedBy: endedOn === null ? null : { on: endedOn, because: `nobody was told, and the last placement there ended on ${describeDate(endedOn)}` } };
  const silent = [...told.filter(({ acknowledgedAt }) => acknowledgedAt === null), ...untold];
  if (silent.some((one) => one.endedOn === null)) return open;
  const last = Math.max(...told.flatMap(({ acknowledgedAt }) => acknowledgedAt?.getTime() ?? []));
  const acknowledged = last === -Infinity ? null : { on: londonDate(new Date(last)), at: new Date(last) };
  const left = latest(silent.flatMap((one) => one.endedOn ?? []));
  if (left === null) return { ...open, done: acknowledged };
  const isKept = acknowledged !== null && silent.every((one) => one.endedOn !== null && !isLate(due, { on: one.endedOn, at: null }));
  if (isKept) return { ...open, done: left > acknowledged.on ? { on: left, at: null } : acknowledged };
  const on = acknowledged && acknowledged.on > left ? acknowledged.on : left;
  return { ...open, closedBy: { on, because: `not everyone acknowledged it, and the last placement in common with those who had not ended on ${describeDate(left)}` } };
}

const latest = (days: readonly LocalDate[]): LocalDate | null => [...days].sort().at(-1) ?? null;

/** EP6: an application round in each academic year that began while an agreement was in force, or that one came into by the last day. */
function applicationRounds({ provider, agreements, records }: ProviderFacts, { settings, today }: Law): OwedDuty[] {
  const signed = agreements.map(({ signedOn }) => signedOn).sort();
  const [first] = signed;
  if (first === undefined) return [];
  return academicYearsIn(first, nextYear(today > first ? today : first)).flatMap(({ name, startsOn }) => {
    const days = settings(startsOn).applicationCheckDays;
    const deadline = afterAugust(startsOn, days);
    const from = [...agreements.filter((one) => isInForce(one, startsOn)).map(() => startsOn), ...signed.filter((on) => on >= startsOn && on <= deadline)].sort();
    const [opensOn] = from;
    if (opensOn === undefined) return [];
    const isDone = (details: Readonly<Record<string, unknown>>) => details.year === name && details.tickBox === true && details.matched === true;
    return [
      duty({ key: `EP6/provider-${provider.id}/${name}`, clause: 'EP6', opens: opensOn, limit: afterAugustLimit(startsOn, days), done: firstOn(records, 'application-check', ({ details }) => isDone(details)) }),
    ];
  });
}

/** IM3, IM4, IM5: each party publicises the agreement; a challenge under it is answered; both review it every year. */
function keptUp(agreement: AgreementFact, { records }: ProviderFacts, law: Law): OwedDuty[] {
  const { settings, calendar } = law;
  const own = records.filter(({ agreementId }) => agreementId === agreement.id);
  const { id, signedOn, authorityCode: signedBy } = agreement;
  const closedBy = endOfAgreement(agreement);
  const reviews = recorded(own, 'agreement-review');
  const chain = [{ key: 'first', on: signedOn, what: 'the signing' }, ...reviews.map((review) => ({ key: `after-review-${review.id}`, on: review.on, what: 'the last review' }))];
  return [
    ...(['provider', 'virtual-school'] as const).map((party) =>
      duty({
        key: `IM3/agreement-${id}/${party}`,
        clause: 'IM3',
        owedBy: [party === 'provider' ? 'signatory' : 'signing-key-contact'],
        signedBy,
        opens: signedOn,
        limit: workingDaysAfterLimit(signedOn, settings(signedOn).publicisedWorkingDays, 'the signing', calendar),
        done: firstOn(own, 'publicised', ({ details }) => details.party === party),
        closedBy,
      }),
    ),
    ...recorded(own, 'agreement-challenge').map((challenge) =>
      duty({
        key: `IM4/agreement-${id}/challenge-${challenge.id}`,
        clause: 'IM4',
        owedBy: roleOf('IM4', challenge.details.to),
        signedBy,
        opens: challenge.on,
        limit: workingDaysAfterRecord(challenge, 'challengeWorkingDays', 'the challenge was made', law),
        done: firstOn(own, 'agreement-challenge-answer', about(challenge)),
        closedBy,
      }),
    ),
    ...chain.map(({ key, on, what }, index) => {
      const next = reviews[index];
      return duty({ key: `IM5/agreement-${id}/${key}`, clause: 'IM5', opens: on, limit: monthsAfterLimit(on, settings(on).agreementReviewMonths, what), done: next ? { on: next.on, at: null } : null, signedBy, closedBy });
    }),
  ];
}

const isInForce = ({ signedOn, endedOn }: AgreementFact, on: LocalDate): boolean => signedOn <= on && (endedOn === null || on <= endedOn);

const endOfAgreement = ({ endedOn }: AgreementFact): ClosedBy | null =>
  endedOn === null ? null : { on: endedOn, because: `the agreement ended on ${describeDate(endedOn)}` };

const nextYear = (on: LocalDate): LocalDate => `${Number(on.slice(0, 4)) + 1}-${on.slice(5, 7)}-01`;
