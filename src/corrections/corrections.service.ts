import { Injectable } from '@nestjs/common';
import { QueryFailedError, type EntityManager, type ObjectLiteral } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import type { CaseFacts } from '../domain/agreement/facts.js';
import type { Actor } from '../domain/permissions.js';
import { loadFacts } from '../duties/load-facts.js';
import { changedSince, conflict, invalid, notAllowed, notFound } from '../errors.js';
import { CaseWork, type OpenCase } from '../young-people/case-work.service.js';
import { refuseCorrectingPastPlacement } from './after-placement.js';
import { madeContradictory } from './contradictions.js';
import { columnsFor, saidBy, type CorrectableFact } from './correctable-fact.js';
import { readSaid, type RowNames } from './correctable-field.js';
import { CORRECTABLE_FACTS } from './correctable-facts.js';
import { Correction, type Said } from './correction.entity.js';
import { hangingOn } from './hanging-facts.js';
import { rowNames } from './row-names.js';
import { mayCorrect, maySee, type Belonging } from '../domain/may-correct.js';

/** Which fact: a key of `CORRECTABLE_FACTS`, and its number. */
export interface FactName {
  fact: string;
  id: number;
}

/** A fact that somebody may put right, and what it says now. */
export interface RecordedFact extends FactName {
  kind: CorrectableFact;
  row: ObjectLiteral;
  said: Said;
  belonging: Belonging;
}

/** What is right, by the names of the fields, and why it is corrected; null says nothing, and what is not named stays. */
export interface Corrected {
  values: Readonly<Record<string, unknown>>;
  reason: string;
  /** The case's version that the correction is meant for, where it is for one. */
  ifVersion?: number | null;
}

/** What was written, and the case's version then. */
export interface Done {
  correction: Correction;
  version: number;
  /** What the placements and providers that it speaks of are called. */
  names: RowNames;
}

/** Puts right what was recorded wrongly, or takes it back; the duties follow, and what was said before is kept. */
@Injectable()
export class CorrectionsService {
  constructor(private readonly cases: CaseWork) {}

  /** A fact as it is, for whoever may put it right. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readFact(actor: Actor, reference: string, name: FactName): Promise<RecordedFact> {
    return this.cases.read(actor, reference, (opened) => factToCorrect(actor, opened, name), { action: 'fact.correct' });
  }

  /**
   * Says what is right. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, INVALID (what is no value of a field, and what cannot be
   * so beside other facts), NOTHING_CHANGED, ALREADY_RECORDED; NUMBER_GIVEN for a case that was a mistake and whose number another has.
   */
  async correctFact(actor: Actor, reference: string, name: FactName, { values, reason, ifVersion }: Corrected): Promise<Done> {
    return this.change(actor, reference, name, Object.keys(values), ifVersion, async (fact, opened, before) => {
      const { youngPerson, now, today } = opened;
      const after = Object.fromEntries(Object.entries(await readSaid(fact.kind.fields, values)).filter(([field, value]) => value !== fact.said[field]));
      const fields = Object.keys(after);
      if (fields.length === 0) throw conflict('NOTHING_CHANGED', 'Nothing is different from what is recorded. Change what was wrong, or say that it was a mistake.');
      const columns = columnsFor(fact.kind, fact.row, after);
      const said = { ...fact.said, ...after };
      const row = { ...fact.row, ...columns };
      const faults = fact.kind.faults?.(row, fact.row, { facts: before, today, now }, said) ?? [];
      if (faults.length > 0) throw invalid(faults);
      refuseCorrectingPastPlacement(opened.parties, name.fact, fact.belonging, after);
      await save(fact, columns);
      await fact.kind.follow?.(row, { manager: transaction().manager, actor, opened, said, changed: fields });
      const contradictions = madeContradictory(before, await factsOf(transaction().manager, youngPerson.id), fields, now);
      if (contradictions.length > 0) throw invalid(contradictions);
      return { before: Object.fromEntries(fields.map((field) => [field, fact.said[field] ?? null])), after, reason };
    });
  }

  /** Takes a fact back that was a mistake. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, ONLY_CORRECTED, HAS_FACTS with what hangs on it; NUMBER_GIVEN. */
  async takeBackFact(actor: Actor, reference: string, name: FactName, { reason, ifVersion }: Omit<Corrected, 'values'>): Promise<Done> {
    const fields = Object.keys(factKind(name.fact).fields);
    return this.change(actor, reference, name, fields, ifVersion, async (fact, opened, before) => {
      if (fact.kind.takenBack === null) throw conflict('ONLY_CORRECTED', 'This can be put right, but not taken back. Correct what is wrong in it.');
      const hanging = hangingOn(before, name.fact, name.id);
      if (hanging.length > 0) throw conflict('HAS_FACTS', 'Other facts hang on this one. Take them back first, where they are mistakes too.', hanging);
      await save(fact, fact.kind.takenBack(opened.now));
      await fact.kind.follow?.(fact.row, { manager: transaction().manager, actor, opened, said: fact.said, changed: null });
      return { before: fact.said, after: null, reason };
    });
  }

  private async change(
    actor: Actor,
    reference: string,
    name: FactName,
    fields: string[],
    ifVersion: number | null | undefined,
    work: (fact: RecordedFact, opened: OpenCase, before: CaseFacts) => Promise<Pick<Correction, 'before' | 'after' | 'reason'>>,
  ): Promise<Done> {
    const change = { action: 'fact.correct', subject: `${name.fact}-${name.id}`, fields } as const;
    return this.cases.change(actor, reference, change, async (opened) => {
      const { manager } = transaction();
      const { id: caseId, version } = opened.youngPerson;
      if (typeof ifVersion === 'number' && ifVersion !== version) throw changedSince('case');
      const fact = await factToCorrect(actor, opened, name);
      const done = await work(fact, opened, await factsOf(manager, caseId));
      const { placementId } = fact.belonging;
      // Whoever corrects their own part in a case away may see it no more by now.
      const correction = await inRole('engine', () => manager.save(Correction, { caseId, fact: name.fact, factId: name.id, placementId, ...done, correctedBy: actor.personId, correctedAt: opened.now }));
      return { correction, version: version + 1, names: await rowNames(manager, caseId, [done.before]) };
    });
  }
}

/** Errors: NOT_FOUND. */
function factKind(fact: string): CorrectableFact {
  const kind = Object.hasOwn(CORRECTABLE_FACTS, fact) ? CORRECTABLE_FACTS[fact] : undefined;
  if (!kind) throw notFound('fact');
  return kind;
}

async function factToCorrect(actor: Actor, { youngPerson, parties, today }: OpenCase, { fact, id }: FactName): Promise<RecordedFact> {
  const kind = factKind(fact);
  const { manager } = transaction();
  const [found] = await manager.query<(Omit<Belonging, 'notForProviders'> & { isQuiet: boolean })[]>(
    `SELECT f."placementId", f."isQuiet", f."isPutToProvider", n.provider_id AS "recordedAtProviderId" FROM (${kind.find}) f LEFT JOIN person n ON n.id = f."recordedBy"`,
    [youngPerson.id, id],
  );
  const belonging = found && { ...found, notForProviders: found.isQuiet || (kind.notForProviders ?? false) };
  if (!belonging || !maySee(actor, parties, today, belonging)) throw notFound('fact');
  if (!mayCorrect(actor, parties, today, belonging)) throw notAllowed('correct what others recorded: tell the home authority what is wrong');
  const row = await manager.findOneByOrFail(kind.entity, { id });
  return { fact, id, kind, row, said: await saidBy(kind, row, manager), belonging };
}

async function factsOf(manager: EntityManager, caseId: number): Promise<CaseFacts> {
  const facts = (await loadFacts(manager, [caseId])).get(caseId);
  if (!facts) throw new Error(`no case ${caseId}`);
  return facts;
}

/** What is unique among the facts that count may be there already: a review of one day, a placement. */
async function save({ kind, row }: RecordedFact, columns: object): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await transaction().manager.save(kind.entity, { ...row, ...columns }).catch((error: unknown) => {
    const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
    if (code === '23503') throw invalid([{ code: 'UNKNOWN_PROVIDER', field: 'providerId', sentence: 'Choose a provider from the list.' }]);
    throw code === '23505' ? conflict('ALREADY_RECORDED', 'That is recorded already: it would be there twice. Take this one back instead.') : error;
  });
}
