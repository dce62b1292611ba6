import { POSTS, type Post } from '../../src/domain/agreement/roles.js';
import type { Actor, ActorPost, CaseParties } from '../../src/domain/permissions.js';
import { NOW, TODAY } from './arbitrary-parties.js';
import { Random } from './random.js';

/*
 * Worlds as they are written down: what has begun, what is over, what was taken back, on the days and instants on which that turns.
 * What of it counts on 20 October 2026 at 11:00 is said here in one place, for `can(…)` to be asked of.
 */

const [YESTERDAY, TOMORROW] = ['2026-10-19', '2026-10-21'];
const shifted = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);
const [BEFORE, AFTER] = [shifted(-1000), shifted(1000)];
const MINUTE = 60_000;
/** Those that seldom give a part come oftener. */
const DRAWN: readonly Post[] = [...(Object.keys(POSTS) as Post[]), 'team-manager', 'team-manager', 'director', 'director', 'signatory', 'signatory', 'key-contact', 'virtual-head'];
const TEAMS = ['Leaving care', 'Through care'] as const;

/** Around the last day on which the end of a placement is still seen: 90 days before today, or as many as the provider says. */
const ENDINGS = { 90: ['2026-07-21', '2026-07-22', '2026-07-23', TODAY], 30: ['2026-07-22', '2026-09-19', '2026-09-20', '2026-09-21'] } as const;

interface Span {
  fromOn: string;
  untilOn: string | null;
}

export interface DrawnPerson {
  id: number;
  authorityCode: string | null;
  providerId: number | null;
  inspectsFor: string | null;
  caseId: number | null;
  active: boolean;
  /** When the session began and was last used, and until when the token counts. */
  session: { startedAt: Date; lastSeenAt: Date };
  tokenUntil: Date;
  posts: (ActorPost & Span)[];
  inspections: { id: number; authorityCode: string; caseIds: number[] | null; untilAt: Date; ended: boolean }[];
  emergencyAccess: { caseId: number; untilAt: Date }[];
}

interface DrawnPlacement {
  id: number;
  providerId: number;
  takenBack: boolean;
  ending: { endedOn: string; takenBack: boolean } | null;
  challenges: { to: 'signatory' | 'designated-person'; takenBack: boolean }[];
}

export interface DrawnCase {
  id: number;
  homeAuthorityCode: string;
  team: string | null;
  erased: boolean;
  keyWorkers: { personId: number; fromAt: Date; untilAt: Date | null; takenBack: boolean }[];
  placements: DrawnPlacement[];
  escalations: { level: 1 | 2 | 3; closed: boolean }[];
  exclusions: { personId: number; ended: boolean }[];
  /** Null is a case that never was restricted. */
  restriction: { lifted: boolean } | null;
  admissions: { personId: number; ended: boolean }[];
}

export interface DrawnWorld {
  number: number;
  authorities: string[];
  providers: { id: number; authorityCode: string; seenDays: 90 | 30 }[];
  people: DrawnPerson[];
  absences: { personId: number; coverPersonId: number; fromOn: string; untilOn: string; endedOn: string | null }[];
  cases: DrawnCase[];
}

const PEOPLE = 5;
const CASES = 4;

/** The world of a number: the same each time. Its organisations, people and cases are no other world's. */
export function drawnWorld(number: number): DrawnWorld {
  const random = new Random(number * 7919);
  const base = 1_000_000 + number * 100;
  let next = base;
  const authorities = [1, 2, 3].map((one) => `E9${String(number).padStart(6, '0')}${one}`);
  const providers = [0, 1, 2].map((one) => ({ id: base + one, authorityCode: random.pick(authorities), seenDays: random.chance(25) ? (30 as const) : (90 as const) }));
  const personIds = Array.from({ length: PEOPLE }, (_, index) => base + index);
  const caseIds = Array.from({ length: CASES }, (_, index) => base + index);
  // The first authority has most, so that people and cases meet.
  const authority = (): string => (random.chance(60) ? (authorities[0] ?? '') : random.pick(authorities));
  const instant = (): Date => random.pick([BEFORE, NOW, AFTER, AFTER, AFTER]);
  const span = (): Span => random.pick<Span>([
    { fromOn: '2020-01-01', untilOn: null }, { fromOn: '2020-01-01', untilOn: null }, { fromOn: '2020-01-01', untilOn: null }, { fromOn: '2020-01-01', untilOn: TOMORROW },
    { fromOn: TODAY, untilOn: null }, { fromOn: '2020-01-01', untilOn: TODAY }, { fromOn: '2020-01-01', untilOn: YESTERDAY }, { fromOn: TOMORROW, untilOn: null },
  ]); // prettier-ignore
  const post = (): ActorPost & Span => {
    const one = random.pick(DRAWN);
    const held = POSTS[one].at === 'authority' ? { authorityCode: authority(), providerId: null } : { authorityCode: null, providerId: random.pick(providers).id };
    return { post: one, ...held, team: one === 'team-manager' ? random.maybe(60, () => random.pick(TEAMS)) : null, ...span() };
  };
  const person = (id: number, index: number): DrawnPerson => {
    const isYoung = index === 0 && random.chance(60);
    const place = isYoung ? 'case' : random.pick(['authority', 'authority', 'provider', 'provider', 'inspects'] as const);
    return {
      id,
      authorityCode: place === 'authority' ? authority() : null,
      providerId: place === 'provider' ? random.pick(providers).id : null,
      inspectsFor: place === 'inspects' ? authority() : null,
      caseId: isYoung ? (caseIds[0] ?? 0) : null,
      active: random.chance(95),
      session: random.chance(85) ? { startedAt: shifted(-12 * 60 * MINUTE + 1000), lastSeenAt: shifted(-30 * MINUTE + 1000) } : random.pick([{ startedAt: shifted(-60 * MINUTE), lastSeenAt: shifted(-30 * MINUTE) }, { startedAt: shifted(-12 * 60 * MINUTE), lastSeenAt: BEFORE }]),
      tokenUntil: random.chance(85) ? AFTER : random.pick([NOW, BEFORE]),
      posts: isYoung ? [] : random.some(0, 3, post),
      inspections: isYoung ? [] : random.some(0, place === 'inspects' ? 3 : 1, () => ({ id: (next += 1), authorityCode: authority(), caseIds: random.maybe(50, () => caseIds.filter(() => random.chance(50))), untilAt: instant(), ended: random.chance(15) })),
      emergencyAccess: isYoung ? [] : random.some(0, 1, () => ({ caseId: random.pick(caseIds), untilAt: instant() })),
    };
  };
  const placement = (): DrawnPlacement => {
    const { id: providerId, seenDays } = random.pick(providers);
    return {
      id: (next += 1),
      providerId,
      takenBack: random.chance(8),
      ending: random.maybe(65, () => ({ endedOn: random.pick(ENDINGS[seenDays]), takenBack: random.chance(10) })),
      challenges: random.some(0, 2, () => ({ to: random.chance(70) ? ('signatory' as const) : ('designated-person' as const), takenBack: random.chance(15) })),
    };
  };
  const people = personIds.map(person);
  const staff = people.filter(({ caseId }) => caseId === null).map(({ id }) => id);
  const aCase = (id: number, index: number): DrawnCase => ({
    id,
    homeAuthorityCode: authority(),
    team: random.maybe(70, () => random.pick([' leaving CARE ', 'THROUGH care', 'through Care ', 'Leaving care'])),
    erased: index > 0 && random.chance(5),
    keyWorkers: random.some(0, 2, () => ({ personId: random.pick(staff), fromAt: random.pick([shifted(-90 * MINUTE), shifted(-90 * MINUTE), NOW, AFTER]), untilAt: random.pick([null, null, AFTER]), takenBack: random.chance(10) })).map((one) => (random.chance(15) ? { ...one, fromAt: shifted(-90 * MINUTE), untilAt: NOW } : one)),
    placements: random.some(0, 3, placement),
    escalations: random.some(0, 2, () => ({ level: random.pick([1, 2, 3, 3, 3] as const), closed: random.chance(25) })),
    exclusions: random.chance(30) ? [{ personId: random.pick(staff), ended: random.chance(25) }] : [],
    restriction: random.maybe(40, () => ({ lifted: random.chance(30) })),
    admissions: random.chance(40) ? [{ personId: random.pick(staff), ended: random.chance(25) }] : [],
  });
  const absences = random.some(0, 3, () => {
    const [personId = 0, coverPersonId = 0] = random.shuffled(staff);
    return { personId, coverPersonId, ...random.pick([{ fromOn: YESTERDAY, untilOn: TODAY, endedOn: null }, { fromOn: TODAY, untilOn: TOMORROW, endedOn: null }, { fromOn: '2026-10-01', untilOn: YESTERDAY, endedOn: null }, { fromOn: TOMORROW, untilOn: TOMORROW, endedOn: null }, { fromOn: '2026-10-01', untilOn: TOMORROW, endedOn: YESTERDAY }]) };
  });
  return { number, authorities, providers, people, absences, cases: caseIds.map(aCase) };
}

const holdsToday = ({ fromOn, untilOn }: Span): boolean => fromOn <= TODAY && (untilOn === null || untilOn > TODAY);

/** Whether somebody's session, and their token, still are anybody's. */
export const signedIn = ({ active, session, tokenUntil }: DrawnPerson): { session: boolean; token: boolean } => ({
  session: active && session.startedAt > shifted(-12 * 60 * MINUTE) && session.lastSeenAt > shifted(-30 * MINUTE),
  token: active && tokenUntil > NOW,
});

/** Somebody as they are at that instant. */
export function actorIn(world: DrawnWorld, who: DrawnPerson): Actor {
  const coversFor: number[] = [];
  const follow = (cover: number): void => {
    for (const { personId, coverPersonId, fromOn, untilOn, endedOn } of world.absences) {
      if (coverPersonId !== cover || fromOn > TODAY || (endedOn ?? untilOn) < TODAY || coversFor.includes(personId) || personId === who.id) continue;
      coversFor.push(personId);
      follow(personId);
    }
  };
  follow(who.id);
  const posts: ActorPost[] = world.people.filter(({ id }) => id === who.id || coversFor.includes(id)).flatMap(({ posts: held }) => held.filter(holdsToday));
  const isDesignated = (providerId: number | null): boolean => world.people.some(({ active, posts: held }) => active && held.some((one) => one.post === 'designated-person' && one.providerId === providerId && holdsToday(one)));
  const standsIn = posts.filter(({ post, providerId }) => post === 'signatory' && !isDesignated(providerId)).map((held) => ({ ...held, post: 'designated-person' as const }));
  return {
    personId: who.id,
    asOf: NOW,
    authorityCode: who.authorityCode,
    providerId: who.providerId,
    coversFor,
    posts: [...posts, ...standsIn],
    ownCaseId: who.caseId,
    inspections: who.inspections.filter(({ ended }) => !ended),
    emergencyAccess: who.emergencyAccess,
  };
}

/** A case as it is at that instant; null where it was erased, in which nobody has a part. */
export function partiesIn(world: DrawnWorld, of: DrawnCase): CaseParties | null {
  if (of.erased) return null;
  const provider = (id: number) => world.providers.find((one) => one.id === id) ?? { authorityCode: '', seenDays: 90 as const };
  const open = of.escalations.filter(({ closed }) => !closed).map(({ level }) => level);
  return {
    id: of.id,
    homeAuthorityCode: of.homeAuthorityCode,
    team: of.team,
    keyWorkerPersonIds: of.keyWorkers.filter(({ fromAt, untilAt, takenBack }) => !takenBack && fromAt <= NOW && (untilAt === null || untilAt > NOW)).map(({ personId }) => personId),
    placements: of.placements.filter(({ takenBack }) => !takenBack).map(({ id, providerId, ending, challenges }) => ({
      id,
      providerId,
      providerAuthorityCode: provider(providerId).authorityCode,
      agreedOn: '2026-05-20',
      startsOn: '2026-06-01',
      endedOn: ending && !ending.takenBack ? ending.endedOn : null,
      seenDays: provider(providerId).seenDays,
      signatoryAsked: challenges.some(({ to, takenBack }) => to === 'signatory' && !takenBack),
    })),
    highestOpenLevel: open.reduce<0 | 1 | 2 | 3>((highest, level) => (level > highest ? level : highest), 0),
    excludedPersonIds: of.exclusions.filter(({ ended }) => !ended).map(({ personId }) => personId),
    restricted: of.restriction !== null && !of.restriction.lifted,
    admittedPersonIds: of.admissions.filter(({ ended }) => !ended).map(({ personId }) => personId),
  };
}
