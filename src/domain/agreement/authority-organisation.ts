import { academicYearsIn } from '../time/periods.js';
import type { LocalDate } from '../time/local-date.js';
import type { Done } from './due.js';
import type { Law } from './law.js';
import { afterAugust, afterAugustLimit, monthsAfterLimit, sameDayLimit, workingDaysAfterLimit } from './limits.js';
import type { AuthorityFacts } from './organisation-facts.js';
import { firstInPost, vacancies } from './posts-in-place.js';
import { duty, firstOn, recorded } from './recorded.js';
import { AUTHORITY_RECORDS } from './records/virtual-school.js';
import type { OwedDuty } from './settle.js';

/** What a Virtual School owes whatever the young person: VS1, VS2, VS7. */
export function authorityOrganisationDuties(facts: AuthorityFacts, law: Law): OwedDuty[] {
  return [...keyContactInPost(facts, law), ...promotions(facts, law), ...webChecks(facts, law)];
}

/** VS1: on joining, after each vacancy, and while the one in post cannot be reached. */
function keyContactInPost({ authority, keyContacts, contactChecks }: AuthorityFacts, { settings, calendar }: Law): OwedDuty[] {
  const { code, joinedOn } = authority;
  const after = (on: LocalDate, what: string) => workingDaysAfterLimit(on, settings(on).keyContactVacancyWorkingDays, what, calendar);
  return [
    duty({ key: `VS1/authority-${code}`, clause: 'VS1', opens: joinedOn, limit: sameDayLimit(joinedOn, 'joining'), done: firstInPost(keyContacts, joinedOn) }),
    ...vacancies(keyContacts, joinedOn).map(({ key, untilOn }) =>
      duty({ key: `VS1/${key}`, clause: 'VS1', opens: untilOn, limit: after(untilOn, 'the post fell vacant'), done: firstInPost(keyContacts, untilOn) }),
    ),
    ...contactChecks.map(({ id, sinceOn, clearedOn }) =>
      duty({ key: `VS1/contact-check-${id}`, clause: 'VS1', opens: sinceOn, limit: after(sinceOn, 'the key contact could not be reached'), done: clearedOn === null ? null : { on: clearedOn, at: null } }),
    ),
  ];
}

const AUDIENCES = Object.keys(AUTHORITY_RECORDS.promotion.fields.audience.choices);

/** VS2: each academic year, to each audience. */
function promotions({ authority, records }: AuthorityFacts, { settings, today }: Law): OwedDuty[] {
  const { code, joinedOn } = authority;
  const last = today > joinedOn ? today : joinedOn;
  return academicYearsIn(joinedOn, `${Number(last.slice(0, 4)) + 1}${last.slice(4, 7)}-01`)
    .map((year) => ({ ...year, opensOn: year.startsOn > joinedOn ? year.startsOn : joinedOn, days: settings(year.startsOn).promotionDays }))
    .filter(({ opensOn, startsOn, days }) => opensOn <= afterAugust(startsOn, days))
    .map(({ name, startsOn, endsOn, opensOn, days }) => {
      const first = (audience: string) => firstOn(records, 'promotion', ({ on, details }) => on >= startsOn && on <= endsOn && details.audience === audience);
      return duty({ key: `VS2/authority-${code}/${name}`, clause: 'VS2', opens: opensOn, limit: afterAugustLimit(startsOn, days), done: lastOf(AUDIENCES.map(first)) });
    });
}

/** VS7: a chain of yearly checks from joining on. */
function webChecks({ authority, records }: AuthorityFacts, { settings }: Law): OwedDuty[] {
  const checks = recorded(records, 'web-check');
  const chain = [{ key: 'first', on: authority.joinedOn, what: 'joining' }, ...checks.map((check) => ({ key: `after-check-${check.id}`, on: check.on, what: 'the last check' }))];
  return chain.map(({ key, on, what }, index) => {
    const next = checks[index];
    return duty({ key: `VS7/authority-${authority.code}/${key}`, clause: 'VS7', opens: on, limit: monthsAfterLimit(on, settings(on).webCheckMonths, what), done: next ? { on: next.on, at: null } : null });
  });
}

const lastOf = (done: readonly (Done | null)[]): Done | null => done.reduce((last, one) => (last === null || one === null ? null : one.on > last.on ? one : last));
