import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { PostHolding } from '../people/post-holding.entity.js';
import { endEverything } from '../sign-in/end-everything.js';
import type { SignedIn } from '../web/visitor.js';
import type { AccountsQuery } from './accounts.dto.js';
import { openOrganisation, openPerson, type Organisation } from './organisations-people.js';

/** Somebody of an organisation, and how they sign in. */
export interface Account {
  personId: number;
  name: string;
  email: string;
  active: boolean;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  /** Until when an invitation counts that they have not used yet. */
  invitedUntil: Date | null;
  lastSignedInAt: Date | null;
}

export interface Accounts {
  organisation: Organisation;
  items: Account[];
  total: number;
  /** The last person of the page, to go on after; null on the last one. */
  after: string | null;
}

/** Who of an organisation can sign in, and who no longer. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** The people of an organisation in the order in which they were added, a page at a time. Errors: NOT_FOUND, NOT_ALLOWED. */
  async listAccounts(actor: SignedIn, { authority, provider, search, after, limit }: AccountsQuery): Promise<Accounts> {
    return this.unitOfWork.run(async ({ manager }) => {
      const organisation = await openOrganisation(actor, { authority, provider });
      const { authorityCode, providerId } = organisation;
      const from = /^\d{1,9}$/.test(after ?? '') ? after : 0;
      const asked = [providerId === null ? authorityCode : null, providerId, search ?? null, this.clock.realNow(), from, limit + 1];
      const rows = await inRole('door', () => manager.query<(Account & { total: number })[]>(LIST_SQL, asked));
      const items = rows.slice(0, limit).map(({ total: _total, ...item }) => item);
      return { organisation, items, total: rows[0]?.total ?? 0, after: rows.length > limit ? String(items.at(-1)?.personId) : null };
    });
  }

  /** One of them. Errors: NOT_FOUND. */
  async readPerson(actor: SignedIn, personId: number): Promise<Person> {
    return this.unitOfWork.run(() => openPerson(actor, personId));
  }

  /**
   * Puts somebody out, with the next statement of theirs: sessions, tokens, sign-ins and invitations end; posts stay, and say so.
   * Errors: NOT_FOUND, NOT_YOURSELF, ALREADY_INACTIVE (409).
   */
  async deactivate(actor: SignedIn, personId: number): Promise<void> {
    await this.unitOfWork.run(async () => {
      const person = await openPerson(actor, personId);
      if (personId === actor.personId) throw conflict('NOT_YOURSELF', 'You cannot deactivate yourself. Ask another administrator.');
      if (!person.active) throw conflict('ALREADY_INACTIVE', `${person.name} cannot sign in as it is.`);
      await this.change(actor, personId, false);
    });
  }

  /** Lets somebody sign in again, with the password and the second factor they had. Errors: NOT_FOUND, ALREADY_ACTIVE (409). */
  async reactivate(actor: SignedIn, personId: number): Promise<void> {
    await this.unitOfWork.run(async () => {
      const person = await openPerson(actor, personId);
      if (person.active) throw conflict('ALREADY_ACTIVE', `${person.name} can sign in as it is.`);
      await this.change(actor, personId, true);
    });
  }

  /** Who is reached in a post changes what its organisation owes (EP1, EP2, VS1), from today on: the days of before stay as they were. */
  private async change(actor: SignedIn, personId: number, active: boolean): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      await inRole('door', () => manager.query(active ? BACK_SQL : OUT_SQL, [personId, londonDate(now)]));
      if (!active) await endEverything(personId);
      await this.audit.record(actor.personId, { name: active ? 'person.reactivate' : 'person.deactivate', subject: `person-${personId}`, fields: ['active'] });
      const held = await manager.findBy(PostHolding, { personId });
      await this.duties.rederiveProviders([...new Set(held.flatMap(({ providerId }) => providerId ?? []))]);
      await this.duties.rederiveAuthorities([...new Set(held.flatMap(({ authorityCode }) => authorityCode ?? []))]);
    });
  }
}

const OUT_SQL = `UPDATE person SET active = false, times_out = times_out + datemultirange(daterange($2, NULL)) WHERE id = $1`;
const BACK_SQL = `UPDATE person SET active = true, times_out = times_out - datemultirange(daterange($2, NULL)) WHERE id = $1`;

const LIST_SQL = `
WITH found AS (SELECT * FROM person WHERE (authority_code = $1 OR provider_id = $2) AND ($3::text IS NULL OR strpos(lower(name || ' ' || email), lower($3)) > 0))
SELECT f.id AS "personId", f.name, f.email, f.active, (SELECT count(*)::int FROM found) AS total,
  EXISTS (SELECT FROM credential c WHERE c.person_id = f.id AND (c.ends_at IS NULL OR c.ends_at > $4)) AS "hasPassword",
  EXISTS (SELECT FROM totp_factor t WHERE t.person_id = f.id AND t.confirmed_at IS NOT NULL) OR EXISTS (SELECT FROM passkey k WHERE k.person_id = f.id) AS "hasSecondFactor",
  (SELECT max(i.expires_at) FROM invitation i WHERE i.person_id = f.id AND i.used_at IS NULL AND i.expires_at > $4) AS "invitedUntil", f.last_signed_in_at AS "lastSignedInAt"
FROM found f WHERE f.id > $5 ORDER BY f.id LIMIT $6`;
