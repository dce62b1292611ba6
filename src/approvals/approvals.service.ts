import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { part, readTogether, type Part } from '../database/read-together.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { Post } from '../domain/agreement/roles.js';
import { mayAppoint } from '../domain/appointing.js';
import { canInOrganisation, type Actor, type ActorPost, type OrganisationAction } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { conflict, notAllowed, notFound, Refusal } from '../errors.js';
import { postsBeforeSql, withOwnPosts } from '../people/own-posts.js';
import type { SignedIn } from '../web/visitor.js';
import { Approval, type ApprovalAct } from './approval.entity.js';

/** How long an act waits for a second person. */
export const WAITS_DAYS = 3;
const DAY_MS = 86_400_000;

/** Who decides: whoever may do the like themselves, in the same organisation. On a post it is whoever may fill it, of a provider's also the Virtual School of its area. */
const DECIDING: Record<Exclude<ApprovalAct, 'post.appoint'>, OrganisationAction> = { 'people.import': 'authority-posts.manage', 'cases.export': 'cases-export.approve', 'case.erase': 'retention.manage', 'inspection.grant': 'inspection.approve', 'return.export': 'statutory-return.take' };

export type Asked = Pick<Approval, 'act' | 'authorityCode' | 'providerId' | 'payload' | 'grantedTo'>;

/** An act with the names of those who took part, of a provider's the authority in whose area it is, and the posts by which its reader may be the second person. */
export type NamedApproval = Approval & { askedByName: string; decidedByName: string | null; areaCode: string | null; postsBefore: ActorPost[] };

/** Acts that take two people: one asks, another decides, and it is done then or not at all. */
@Injectable()
export class Approvals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** Asks for an act; whoever calls it has asked the policy and checked what is asked. Answers what waits now. */
  async ask(actor: SignedIn, asked: Asked): Promise<Approval> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const approval = await manager.save(Approval, {
        ...asked, askedBy: actor.personId, askedAt: now, expiresAt: new Date(now.getTime() + WAITS_DAYS * DAY_MS), decidedBy: null, decidedAt: null, decision: null, usedAt: null,
      });
      await this.audit.record(actor.personId, { name: 'approval.ask', subject: `approval-${approval.id}` });
      return approval;
    });
  }

  /** What somebody asked for, and what they may decide, the newest first; the last 200. */
  async list(actor: SignedIn): Promise<NamedApproval[]> {
    return this.unitOfWork.run(async () => (await readTogether({ approvals: approvalsPart(actor) })).approvals);
  }

  /** One of them. Errors: NOT_FOUND. */
  async read(actor: SignedIn, id: number): Promise<NamedApproval> {
    return this.unitOfWork.run(async ({ manager }) => {
      const [row] = await manager.query<NamedApproval[]>(LIST_SQL, [actor.personId, ...places(actor.posts), id, londonDate(actor.asOf)]);
      if (!row || (row.askedBy !== actor.personId && !mayDecide(actor, row))) throw notFound('such request');
      return row;
    });
  }

  /**
   * Decides one, and answers it: what was approved is done by the caller, in the same transaction. A right that comes of covering for
   * somebody does not count here. Errors: NOT_FOUND, NOT_ALLOWED, SECOND_PERSON (403) for whoever asked or is granted something, was not there yet when it was asked, or was put there by whoever asked; APPROVAL_OVER (409).
   */
  async decide(actor: SignedIn, id: number, decision: 'approved' | 'refused'): Promise<Approval> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const { areaCode, postsBefore } = await this.read(actor, id);
      const approval = await manager.findOne(Approval, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!approval) throw notFound('such request');
      if (!isSecond(actor, approval)) throw secondPerson();
      if (!mayDecide(await withOwnPosts(manager, actor, londonDate(now)), { ...approval, areaCode })) throw notAllowed('decide this');
      if (!mayDecide(by(actor, postsBefore), { ...approval, areaCode })) throw secondPerson();
      if (approval.decision !== null || approval.expiresAt <= now) throw over();
      await manager.update(Approval, { id }, { decidedBy: actor.personId, decidedAt: now, decision });
      await this.audit.record(actor.personId, { name: decision === 'approved' ? 'approval.approve' : 'approval.refuse', subject: `approval-${id}` });
      return { ...approval, decidedBy: actor.personId, decidedAt: now, decision };
    });
  }

  /** Takes what was approved for oneself, once, within its days. Errors: NOT_FOUND, NOT_APPROVED (409), APPROVAL_OVER (409). */
  async use(actor: SignedIn, id: number, act: ApprovalAct): Promise<Approval> {
    const { manager, now } = transaction();
    const approval = await manager.findOne(Approval, { where: { id, act, askedBy: actor.personId }, lock: { mode: 'pessimistic_write' } });
    if (!approval) throw notFound('such request');
    if (approval.decision !== 'approved') throw conflict('NOT_APPROVED', 'Nobody has approved this yet, or it was refused.');
    if (approval.usedAt !== null || approval.expiresAt <= now) throw over();
    await manager.update(Approval, { id }, { usedAt: now });
    return approval;
  }
}

/** The same as a part of a page. */
export const approvalsPart = (actor: SignedIn): Part<NamedApproval[]> =>
  part(LIST_SQL, [actor.personId, ...places(actor.posts), null, londonDate(actor.asOf)], (rows: NamedApproval[]) => rows.filter((row) => row.askedBy === actor.personId || mayDecide(actor, row)).map(withInstants));

/** JSON gives instants as text. */
const withInstants = (row: NamedApproval): NamedApproval =>
  ({ ...row, askedAt: new Date(row.askedAt), expiresAt: new Date(row.expiresAt), decidedAt: row.decidedAt && new Date(row.decidedAt), usedAt: row.usedAt && new Date(row.usedAt) });

/** Whether it waits for this person's word: open still, with their right, and they are a second person. */
export const awaits = (actor: SignedIn, approval: NamedApproval): boolean =>
  approval.decision === null && approval.expiresAt > actor.asOf && isSecond(actor, approval) && mayDecide(by(actor, approval.postsBefore), approval);

/** Somebody with these posts of their own alone. */
const by = (actor: Actor, posts: ActorPost[]): Actor => ({ ...actor, posts, coversFor: [] });

/** Neither whoever asked nor whoever is granted something. */
const isSecond = (actor: SignedIn, { askedBy, grantedTo }: Approval): boolean => askedBy !== actor.personId && !grantedTo.includes(actor.email ?? '');

/** Whether somebody has the right that deciding takes; not yet whether they are a second person. */
const mayDecide = (actor: Actor, { act, authorityCode, providerId, areaCode, payload }: Pick<NamedApproval, 'act' | 'authorityCode' | 'providerId' | 'areaCode' | 'payload'>): boolean =>
  act === 'post.appoint' ? mayAppoint(actor, payload.post as Post, { authorityCode: authorityCode ?? areaCode, providerId }) : canInOrganisation(actor, DECIDING[act], authorityCode, providerId);

const places = (posts: SignedIn['posts']): [string[], number[]] => [posts.flatMap(({ authorityCode }) => authorityCode ?? []), posts.flatMap(({ providerId }) => providerId ?? [])];

const secondPerson = () => new Refusal(403, 'SECOND_PERSON', 'This takes a second person who was in post before it was asked for: not whoever asked or is granted something, nor somebody whom whoever asked put there alone.');

const over = () => conflict('APPROVAL_OVER', 'This was decided or used before, or its three days are over. Ask again where it is still wanted.');

const LIST_SQL = `
SELECT a.id, a.act, a.authority_code AS "authorityCode", a.provider_id AS "providerId", a.payload, a.granted_to AS "grantedTo", a.asked_by AS "askedBy", a.asked_at AS "askedAt",
  a.expires_at AS "expiresAt", a.decided_by AS "decidedBy", a.decided_at AS "decidedAt", a.decision, a.used_at AS "usedAt", p.name AS "askedByName", d.name AS "decidedByName",
  v.authority_code AS "areaCode", ${postsBeforeSql({ person: '$1', today: '$5::date', at: 'a.asked_at', by: 'a.asked_by' })} AS "postsBefore"
FROM approval a JOIN person p ON p.id = a.asked_by LEFT JOIN person d ON d.id = a.decided_by LEFT JOIN provider v ON v.id = a.provider_id
WHERE (a.asked_by = $1 OR a.authority_code = ANY($2::text[]) OR a.provider_id = ANY($3::int[]) OR (a.act = 'post.appoint' AND v.authority_code = ANY($2::text[]))) AND ($4::int IS NULL OR a.id = $4) ORDER BY a.id DESC LIMIT 200`;
