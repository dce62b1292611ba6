import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { outsideTransaction, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { SETTINGS, type SettingChange } from '../domain/agreement/settings.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import type { LongWorkRow } from '../long-work/long-work.entity.js';
import { LongWork, noneUnderWay } from '../long-work/long-work.service.js';
import { UNWATCHED, type Progress } from '../long-work/progress.js';
import { Authority } from '../organisations/authority.entity.js';
import { countCases, openDates, rederiveAuthority } from './affected-duties.js';
import { loadSettings } from './load-settings.js';
import { effectOf, NOTHING_MOVED, type SettingEffect } from './setting-effect.js';
import { settingLines, type SettingLine, type ValueSet } from './setting-lines.js';
import { refusalsOf } from './setting-refusals.js';
import { SettingValue } from './setting-value.entity.js';

/** An authority's limits. */
export interface AuthoritySettings {
  authority: { code: string; name: string };
  items: SettingLine[];
  mayChange: boolean;
}

/** What came of asking for a change: what it did, or the long work that does it. */
export type AskedChange = { effect: SettingEffect; work: null } | { effect: null; work: LongWorkRow };

/** Of so many cases the dates are derived while somebody waits; of more it becomes long work. */
export const DERIVED_AT_ONCE = 500;

const subjectOf = (authorityCode: string): string => `authority-${authorityCode}`;

@Injectable()
export class SettingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
    private readonly longWork: LongWork,
  ) {}

  /** Every limit of an authority: the value now, those that come, and all that was set. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readSettings(actor: Actor, authorityCode: string): Promise<AuthoritySettings> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      if (!canInOrganisation(actor, 'settings.read', authorityCode)) throw notAllowed('read the settings of this authority');
      const authority = await manager.findOneBy(Authority, { code: authorityCode });
      if (!authority) throw notFound('authority');
      const values = await manager.query<ValueSet[]>(VALUES_SQL, [authorityCode]);
      return {
        authority: { code: authority.code, name: authority.name },
        items: settingLines(values, londonDate(now)),
        mayChange: canInOrganisation(actor, 'settings.change', authorityCode),
      };
    });
  }

  /**
   * What a change would do to the open duties of the authority's cases, of the providers in its area or signed with, and of itself: it is made,
   * counted and undone. Errors: as changeSetting.
   */
  async previewChange(actor: Actor, authorityCode: string, change: SettingChange): Promise<SettingEffect> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      await this.refuse(actor, authorityCode, change);
      await manager.query('SAVEPOINT before_the_change');
      const effect = await this.apply(actor, authorityCode, change, UNWATCHED);
      await manager.query('ROLLBACK TO SAVEPOINT before_the_change');
      return effect;
    });
  }

  /**
   * Sets a limit, or begins that as long work where many cases go by it. Errors: as changeSetting; WORK_UNDER_WAY.
   */
  async askChange(actor: Actor, authorityCode: string, change: SettingChange): Promise<AskedChange> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      await this.noneUnderWay(authorityCode);
      await this.refuse(actor, authorityCode, change);
      if (SETTINGS[change.name].of === 'message' || (await countCases(manager, authorityCode)) <= DERIVED_AT_ONCE) return { effect: await this.changeSetting(actor, authorityCode, change), work: null };
      return { effect: null, work: await this.longWork.begin(actor.personId, { kind: 'setting', subject: subjectOf(authorityCode), input: { authorityCode, change } }) };
    });
  }

  /** Begins to derive again, as long work, everything that goes by an authority's settings. Errors: NOT_ALLOWED, NOT_FOUND, WORK_UNDER_WAY. */
  async askRecalculation(actor: Actor, authorityCode: string): Promise<LongWorkRow> {
    return this.unitOfWork.runIn('engine', async () => {
      this.refuseTo(actor, authorityCode);
      await this.noneUnderWay(authorityCode);
      return this.longWork.begin(actor.personId, { kind: 'recalculation', subject: subjectOf(authorityCode), input: { authorityCode } });
    });
  }

  /**
   * Derives again everything that goes by an authority's settings, some cases in a transaction: where it is broken off, each is as it was or as
   * it has to be. Errors: NOT_ALLOWED.
   */
  async recalculate(actor: Actor, authorityCode: string, progress: Progress): Promise<{ subjects: number; differed: number }> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      this.refuseTo(actor, authorityCode);
      const done = await rederiveAuthority(manager, this.duties, authorityCode, progress, (part) => outsideTransaction(() => this.unitOfWork.run(part)));
      await this.audit.record(actor.personId, { name: 'duties.derive', subject: subjectOf(authorityCode) });
      return done;
    });
  }

  /**
   * Sets a limit from a day on, and derives again what goes by it; what it was before stays on record. Answers what that did, as the
   * preview said. Errors: NOT_ALLOWED, INVALID (LOOSER_THAN_THE_TEXT, OUT_OF_RANGE, EFFECTIVE_IN_THE_PAST), ALREADY_SO.
   */
  async changeSetting(actor: Actor, authorityCode: string, change: SettingChange, progress: Progress = UNWATCHED): Promise<SettingEffect> {
    return this.unitOfWork.runIn('engine', async () => {
      await this.refuse(actor, authorityCode, change);
      const effect = await this.apply(actor, authorityCode, change, progress);
      await this.audit.record(actor.personId, { name: 'setting.change', subject: subjectOf(authorityCode), fields: [change.name] });
      return effect;
    });
  }

  /** Holds the authority as well: nobody registers a case there, or sets another limit, between this and the commit. */
  private async refuse(actor: Actor, authorityCode: string, { name, value, effectiveOn }: SettingChange): Promise<void> {
    this.refuseTo(actor, authorityCode);
    const { manager, nowThatLocked } = transaction();
    await manager.query('SELECT code FROM authority WHERE code = $1 FOR UPDATE', [authorityCode]);
    const reasons = refusalsOf({ name, value, effectiveOn }, londonDate(await nowThatLocked()));
    if (reasons.length > 0) throw invalid(reasons);
    const settings = (await loadSettings(manager))(authorityCode);
    if (settings(effectiveOn)[name] === value) throw conflict('ALREADY_SO', `The limit is ${value} ${SETTINGS[name].unit} on that day already. Enter another number, or another day.`);
  }

  private refuseTo(actor: Actor, authorityCode: string): void {
    if (!canInOrganisation(actor, 'settings.change', authorityCode)) throw notAllowed('change the settings of this authority');
  }

  /** A change under way holds the authority, and would be waited for. */
  private async noneUnderWay(authorityCode: string): Promise<void> {
    await noneUnderWay('setting', subjectOf(authorityCode));
    await noneUnderWay('recalculation', subjectOf(authorityCode));
  }

  private async apply(actor: Actor, authorityCode: string, { name, value, effectiveOn }: SettingChange, progress: Progress): Promise<SettingEffect> {
    const { manager, now } = transaction();
    await manager.insert(SettingValue, { authorityCode, name, value, effectiveOn, setBy: actor.personId, setAt: now });
    // When somebody is told moves no date.
    if (SETTINGS[name].of === 'message') return NOTHING_MOVED;
    const before = await openDates(manager, authorityCode);
    await rederiveAuthority(manager, this.duties, authorityCode, progress);
    return effectOf(before, await openDates(manager, authorityCode));
  }
}

const VALUES_SQL = `
SELECT s.id, s.name, s.value, s.effective_on AS "effectiveOn", s.set_at AS "setAt", p.name AS "setByName"
FROM setting s JOIN person p ON p.id = s.set_by WHERE s.authority_code = $1 ORDER BY s.set_at, s.id`;
