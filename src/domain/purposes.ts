/**
 * Why somebody opens a case. Everyday purposes follow from the page (`purposeOfRoute`); an exceptional one needs a reason that
 * was given beforehand, and whoever reads the trail sees it first.
 */
export const PURPOSES = {
  'direct-care': { name: 'to look after this young person', exceptional: false },
  duty: { name: 'to do what the agreement asks', exceptional: false },
  escalation: { name: 'to follow up what was missed', exceptional: false },
  emergency: { name: 'to answer an emergency', exceptional: false },
  correction: { name: 'to put a record right', exceptional: false },
  return: { name: 'to make a return that the law asks for', exceptional: false },
  import: { name: 'to bring records up to date from a file', exceptional: false },
  'own-case': { name: 'to read what is kept about themselves', exceptional: false },
  oversight: { name: 'to see who looked and what was recorded', exceptional: false },
  'emergency-access': { name: 'in an emergency, without a part in the case', exceptional: true },
  inspection: { name: 'to inspect, as a Virtual Head granted', exceptional: true },
  'subject-access': { name: 'to give the young person their own file', exceptional: true },
} as const satisfies Record<string, { name: string; exceptional: boolean }>;

export type Purpose = keyof typeof PURPOSES;

/** The purposes that need a reason. */
export const EXCEPTIONAL_PURPOSES = (Object.keys(PURPOSES) as Purpose[]).filter((purpose) => PURPOSES[purpose].exceptional);

/** A purpose in words, after “looked at the case”; one that this version does not know, as it was written. */
export const purposeInWords = (purpose: string): string => (PURPOSES as Record<string, { name: string } | undefined>)[purpose]?.name ?? purpose;

/** Areas of the pages and the API, and why a case is opened from there; the first that fits counts. */
const AREAS: readonly [area: RegExp, purpose: Purpose][] = [
  [/^\/me\b/, 'own-case'],
  [/^\/(cases\/:\w+\/timeline|who-looked|emergency-access|inspections)\b/, 'oversight'],
  [/^\/cases\/:\w+\/emergencies\b/, 'emergency'],
  [/^\/cases\/:\w+\/(corrections|facts)\b/, 'correction'],
  [/^\/escalations\b/, 'escalation'],
  [/^\/imports\b/, 'import'],
  [/^\/statutory-returns\b/, 'return'],
];

/**
 * The everyday purpose of a route, given as the router knows it: `GET`, `/api/v1/cases/:reference`. Pages and API go by the
 * same table; where it says nothing, who reads looks after the young person, and who records does what the agreement asks.
 */
export function purposeOfRoute(method: string, pattern: string): Purpose {
  const path = pattern.replace(/^\/api\/v1(?=\/)/, '');
  const area = AREAS.find(([expression]) => expression.test(path));
  if (area) return area[1];
  return method === 'GET' || method === 'HEAD' ? 'direct-care' : 'duty';
}
