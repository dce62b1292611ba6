import { academicYear } from '../time/academic-year.js';
import type { LocalDate } from '../time/local-date.js';
import { ENTITLEMENTS, type Entitlement } from './records/provider.js';

/** What was decided about an entitlement; amounts are whole pounds. */
export interface EntitlementDecision {
  on: LocalDate;
  entitlement: Entitlement;
  status: string;
  amount: number | undefined;
  instalment: number | undefined;
  instalmentOn: LocalDate | undefined;
  hasAssessedNeed: boolean;
}

export interface EntitlementFault {
  code: 'REQUIRED' | 'TOO_LARGE' | 'ALREADY_RECORDED' | 'NOT_IN_INSTALMENTS';
  field: 'amount' | 'assessedNeed' | 'instalment' | 'instalmentOn';
  sentence: string;
}

/**
 * What stands against a decision beside the others of the same young person (EP4): the most that there is, for an academic year or
 * once; the need that a bursary goes by; instalments, each with its number and its day.
 */
export function entitlementFaults(decision: EntitlementDecision, others: readonly Omit<EntitlementDecision, 'hasAssessedNeed'>[]): EntitlementFault[] {
  const { status, amount = 0, instalment, instalmentOn } = decision;
  const { name, limit } = ENTITLEMENTS[decision.entitlement];
  const same = others.filter((one) => one.entitlement === decision.entitlement && one.status === 'claimed' && (limit?.per !== 'academic year' || yearOf(one.on) === yearOf(decision.on)));
  const faults: (EntitlementFault | false)[] = [
    status === 'claimed' && limit?.onNeed === true && !decision.hasAssessedNeed && { code: 'REQUIRED', field: 'assessedNeed', sentence: `The ${name} goes by assessed need: say what the need is.` },
    instalment !== undefined && instalmentOn === undefined && { code: 'REQUIRED', field: 'instalmentOn', sentence: 'Say on which day the instalment is or was paid.' },
    instalmentOn !== undefined && instalment === undefined && { code: 'REQUIRED', field: 'instalment', sentence: 'Say which instalment it is: 1, 2, 3 …' },
    instalment !== undefined && limit === null && { code: 'NOT_IN_INSTALMENTS', field: 'instalment', sentence: 'This is not paid in instalments: leave the number out.' },
    instalment !== undefined && same.some((one) => one.instalment === instalment) && { code: 'ALREADY_RECORDED', field: 'instalment', sentence: 'This instalment is recorded already. Correct that one if it was wrong.' },
  ];
  if (limit !== null && status === 'claimed') {
    const before = same.reduce((sum, one) => sum + (one.amount ?? 0), 0);
    const already = before > 0 ? `, and £${before} is recorded already` : '';
    faults.push(before + amount > limit.most && { code: 'TOO_LARGE', field: 'amount', sentence: `The ${name} is at most £${limit.most.toLocaleString('en-GB')}${limit.per === 'academic year' ? ' an academic year' : ''}${already}.` });
  }
  return faults.filter((fault) => fault !== false);
}

const yearOf = (on: LocalDate): LocalDate => academicYear(on).startsOn;
