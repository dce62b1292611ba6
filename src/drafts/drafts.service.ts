import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { Clock } from '../clock.js';
import { LOCKS } from '../database/locks.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { conflict, notFound } from '../errors.js';
import { Draft, type DraftFields, type KeptDraft } from './draft.entity.js';
import { KEPT_DAYS } from './what-is-kept.js';

/** Nobody fills in more forms at once; of more the oldest goes. */
const MOST = 50;
const DAY_MS = 24 * 3_600_000;

/** A form as its tab has it now. */
export interface Begun {
  tab: string;
  /** That of the draft it goes on from; 0 for none. */
  version: number;
  page: string;
  action: string;
  fields: DraftFields;
}

/** Forms that somebody began and has not sent: for whoever typed them, and for nobody else. */
@Injectable()
export class Drafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a form as it is now, and answers its version. Errors: DRAFT_MOVED_ON (409) where another tab saved it since, or it was sent:
   * then it is kept under a key of its own.
   */
  async save(personId: number, { tab, version, page, action, fields }: Begun): Promise<number> {
    return this.unitOfWork.run(async ({ manager }) => {
      const savedAt = this.clock.realNow();
      // One at a time for each person: a form and the page that it is left by save at once.
      await this.oneAtATime(personId);
      const known = await manager.findOneBy(Draft, { personId, tab });
      if (known && (known.fields === null || known.version !== version)) throw movedOn();
      if (!known) await makeRoom(personId);
      const draft = known ?? manager.create(Draft, { personId, tab, begunAt: savedAt, version: 0 });
      await manager.save(Object.assign(draft, { page, action, fields, savedAt, version: draft.version + 1 }));
      return draft.version;
    });
  }

  /** The same for whoever's session has ended: they are nobody yet, so sign-in does it for them. Where the key is taken, it is kept beside. */
  async saveAfterTimeOut(personId: number, begun: Omit<Begun, 'tab'> & { tab: string | null }): Promise<void> {
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      const known = begun.tab === null ? null : await manager.findOneBy(Draft, { personId, tab: begun.tab });
      const tab = begun.tab === null || known?.fields === null ? randomUUID() : begun.tab;
      await this.save(personId, { ...begun, tab, version: known && tab === known.tab ? known.version : 0 });
    });
  }

  /** Within the running transaction: whoever else saves a form of theirs waits until it has ended. */
  async oneAtATime(personId: number): Promise<void> {
    await transaction().manager.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCKS.drafts, personId]);
  }

  /** All that somebody began and has not sent, the latest first. */
  async listAll(personId: number): Promise<KeptDraft[]> {
    return this.unitOfWork.run(({ manager }) => manager.find(Draft, { where: { personId, fields: Not(IsNull()) }, order: { savedAt: 'DESC', id: 'DESC' } }) as Promise<KeptDraft[]>);
  }

  /** One of them. Errors: NOT_FOUND. */
  async read(personId: number, id: number): Promise<KeptDraft> {
    return this.find({ personId, id });
  }

  /** The one of a tab. Errors: NOT_FOUND. */
  async readOfTab(personId: number, tab: string): Promise<KeptDraft> {
    return this.find({ personId, tab });
  }

  private async find(where: { personId: number; id?: number; tab?: string }): Promise<KeptDraft> {
    return this.unitOfWork.run(async ({ manager }) => {
      const draft = await manager.findOneBy(Draft, where);
      if (!draft?.fields) throw notFound('draft');
      return draft as KeptDraft;
    });
  }

  /** What somebody began on a page, the latest first. */
  async listOn(personId: number, page: string): Promise<KeptDraft[]> {
    const drafts = await this.unitOfWork.run(({ manager }) => manager.find(Draft, { where: { personId, page }, order: { savedAt: 'DESC', id: 'DESC' } }));
    return drafts.filter((draft): draft is KeptDraft => draft.fields !== null);
  }

  /** The form has gone through: it is forgotten, and what of it is still on its way is not taken any more. */
  async sent(personId: number, tab: string): Promise<void> {
    await this.unitOfWork.run(({ manager }) => manager.update(Draft, { personId, tab }, { fields: null, savedAt: this.clock.realNow() }));
  }

  /** Begins a form afresh; answers the page to go back to. Errors: NOT_FOUND. */
  async discard(personId: number, id: number): Promise<string> {
    return this.touch(personId, id, { fields: null });
  }

  /** Of several drafts of a page, the one to go on with; answers the page. Errors: NOT_FOUND. */
  async choose(personId: number, id: number): Promise<string> {
    return this.touch(personId, id, {});
  }

  /** Deletes what nobody has gone on with for some days, and since a day what was sent. */
  async forget(): Promise<void> {
    const now = this.clock.realNow().getTime();
    await this.unitOfWork.run(({ manager }) => manager.query('DELETE FROM draft WHERE saved_at < $1 OR (fields IS NULL AND saved_at < $2)', [new Date(now - KEPT_DAYS * DAY_MS), new Date(now - DAY_MS)]));
  }

  private async touch(personId: number, id: number, change: { fields?: null }): Promise<string> {
    return this.unitOfWork.run(async ({ manager }) => {
      const draft = await this.find({ personId, id });
      await manager.update(Draft, { personId, id }, { ...change, savedAt: this.clock.realNow() });
      return draft.page;
    });
  }
}

/** Of more than `MOST` the oldest goes, within the running transaction. */
async function makeRoom(personId: number): Promise<void> {
  const { manager } = transaction();
  const [oldest] = await manager.find(Draft, { select: { id: true, savedAt: true }, where: { personId }, order: { savedAt: 'DESC' }, skip: MOST - 1, take: 1 });
  if (oldest) await manager.delete(Draft, { personId, savedAt: LessThan(new Date(oldest.savedAt.getTime() + 1)) });
}

const movedOn = () => conflict('DRAFT_MOVED_ON', 'Another tab has saved this form since, or it was sent. What you typed is kept beside it.');
