import { SessionsService } from '../../src/sign-in/sessions.service.js';
import type { CaseView } from '../../src/young-people/case-view.js';
import type { TestApplication } from './application.js';
import { send } from './http.js';
import type { Who } from './region.js';

/** The facts that a case's view shows, as `review/9`, with whether it says that its reader may correct them. */
export function factsIn(view: CaseView): Map<string, boolean> {
  const facts: [string, boolean][] = [[`young-person/${view.id}`, view.mayCorrect]];
  const add = (fact: string, { id, mayCorrect }: { id: number; mayCorrect: boolean }) => void facts.push([`${fact}/${id}`, mayCorrect]);
  for (const one of view.keyWorkers) {
    add('key-worker', one);
    one.acknowledgements.forEach((given) => add('key-worker-notice', given));
  }
  for (const one of view.placements) {
    add('placement', one);
    if (one.ending) add('placement-ending', one.ending);
    for (const plan of one.plans) {
      if (plan.reasonAfterStart) add('plan', plan);
      plan.agreements.forEach((given) => add('plan-agreement', given));
    }
    one.reviews.forEach((review) => add('review', review));
  }
  view.meetings.forEach((meeting) => add('review', meeting));
  for (const one of view.riskNotices) {
    add('risk-notice', one);
    one.calls.forEach((call) => add('risk-call', call));
    one.acknowledgements.forEach((given) => add('risk-acknowledgement', given));
    one.meetings.forEach((meeting) => add('professionals-meeting', meeting));
  }
  for (const one of view.emergencies) {
    add('emergency', one);
    if (one.acknowledgedAt) facts.push([`emergency-acknowledgement/${one.id}`, one.mayCorrectAcknowledgement]);
    if (one.respondedAt) facts.push([`emergency-response/${one.id}`, one.mayCorrectResponse]);
  }
  view.records.forEach((record) => add(record.kind, record));
  for (const { releaseId, mayCorrectRelease } of view.duties) if (releaseId !== null) facts.push([`duty-release/${releaseId}`, mayCorrectRelease]);
  return new Map(facts);
}

/** Every page of a case on which something that was recorded stands. */
export function pagesOf({ reference, keyWorkers, placements, riskNotices, emergencies }: CaseView): string[] {
  const base = `/cases/${reference}`;
  return [
    base, ...['duties', 'placements', 'risk-notices', 'emergencies', 'records', 'key-worker'].map((part) => `${base}/${part}`),
    ...placements.flatMap(({ id, plans }) => [`${base}/placements/${id}/plan`, ...plans.map(({ number }) => `${base}/placements/${id}/plan/versions/${number}`), ...keyWorkers.map((one) => `${base}/placements/${id}/key-worker-notices/${one.id}`)]),
    ...riskNotices.map(({ id }) => `${base}/risk-notices/${id}`),
    ...emergencies.map(({ id }) => `${base}/emergencies/${id}`),
  ];
}

/** Somebody's session: the pages of a case and the "Correct this" links on them. */
export async function correctLinks(test: TestApplication, who: Who) {
  const cookie = `lsa=${await test.app.get(SessionsService).start(test.region.people[who])}`;
  const open = (url: string) => send(test.config.port, { url, headers: { cookie } });
  return {
    /** The facts that can be corrected from these pages, as `review/9`. */
    on: async (paths: readonly string[]): Promise<string[]> => {
      const found = new Set<string>();
      for (const path of paths) for (const [, fact] of (await open(path)).body.matchAll(/\/facts\/([a-z-]+\/\d+)\/correct"/g)) if (fact) found.add(fact);
      return [...found].sort();
    },
    /** How the form of each answers. */
    status: async (reference: string, fact: string): Promise<number> => (await open(`/cases/${reference}/facts/${fact}/correct`)).statusCode,
  };
}
