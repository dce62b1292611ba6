import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { Authority } from '../organisations/authority.entity.js';
import { brandingOf, BRANDING_JSON, type Branding } from './branding.js';
import { BrandingRow } from './branding.entity.js';
import { brandingRefusals } from './branding-refusals.js';
import type { SetBranding } from './branding.dto.js';

/** What an authority set, by whom and when. */
export type BrandingSet = Branding & { setAt: Date; setByName: string };

export interface AuthorityBranding {
  authority: { code: string; name: string };
  /** In force; null where nothing was ever set. */
  branding: Branding | null;
  /** All that was set, the newest first. */
  history: BrandingSet[];
  mayChange: boolean;
}

const FIELDS = ['serviceName', 'colour', 'contactName', 'contactPhone', 'contactEmail', 'contactHours'] as const;

/** What the service is called for an authority's people, its colour, and whom they call. */
@Injectable()
export class BrandingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** What is set now and was before, with who set it. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readBranding(actor: Actor, authorityCode: string): Promise<AuthorityBranding> {
    return this.unitOfWork.run(async ({ manager }) => {
      if (!canInOrganisation(actor, 'settings.read', authorityCode)) throw notAllowed('read the settings of this authority');
      const authority = await manager.findOneBy(Authority, { code: authorityCode });
      if (!authority) throw notFound('authority');
      const rows = await manager.query<{ set: Branding; setAt: Date; setByName: string }[]>(HISTORY_SQL, [authorityCode]);
      const history = rows.map(({ set, ...by }) => ({ ...set, ...by }));
      return { authority: { code: authority.code, name: authority.name }, branding: rows[0]?.set ?? null, history, mayChange: canInOrganisation(actor, 'settings.change', authorityCode) };
    });
  }

  /**
   * Sets all of it; what is left out is the installation's. What it was before stays on record.
   * Errors: NOT_ALLOWED, INVALID (TOO_LITTLE_CONTRAST, CONTACT_WITHOUT_NAME, CONTACT_WITHOUT_WAY), ALREADY_SO.
   */
  async setBranding(actor: Actor, authorityCode: string, input: SetBranding): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      if (!canInOrganisation(actor, 'settings.change', authorityCode)) throw notAllowed('change the settings of this authority');
      const reasons = brandingRefusals(input);
      if (reasons.length > 0) throw invalid(reasons);
      const wanted = Object.fromEntries(FIELDS.map((field) => [field, plain(input[field])])) as Record<(typeof FIELDS)[number], string | null>;
      const [before] = await manager.find(BrandingRow, { where: { authorityCode }, order: { id: 'DESC' }, take: 1 });
      const changed = FIELDS.filter((field) => (before?.[field] ?? null) !== wanted[field]);
      if (changed.length === 0) throw conflict('ALREADY_SO', 'It is so already. Change what you want to be different.');
      await manager.query(INSERT_SQL, [authorityCode, ...FIELDS.map((field) => wanted[field]), actor.personId, now]);
      await this.audit.record(actor.personId, { name: 'branding.set', subject: `authority-${authorityCode}`, fields: changed });
    });
  }

  /** What anyone may know of an authority's; null where it has set nothing. Errors: NOT_FOUND. */
  async publicBranding(authorityCode: string): Promise<Branding | null> {
    return this.unitOfWork.runIn('public', async ({ manager }) => {
      const [row] = await manager.query<{ branding: Branding | null }[]>(`SELECT ${brandingOf('a.code')} AS branding FROM authority a WHERE a.code = $1`, [authorityCode]);
      if (!row) throw notFound('authority');
      return row.branding;
    });
  }

  /** The colour that a row set. Errors: NOT_FOUND, also where it set none. */
  async colourOf(id: number): Promise<string> {
    return this.unitOfWork.runIn('public', async ({ manager }) => {
      const [row] = await manager.query<{ colour: string | null }[]>('SELECT colour FROM branding WHERE id = $1', [id]);
      if (!row?.colour) throw notFound('stylesheet');
      return row.colour;
    });
  }
}

/** Texts are one line, colours in one way of writing them. */
const plain = (text: string | undefined): string | null => text?.replace(/\s+/g, ' ').replace(/^#[\da-f]{6}$/i, (colour) => colour.toLowerCase()) ?? null;

const INSERT_SQL = `
INSERT INTO branding (authority_code, service_name, colour, contact_name, contact_phone, contact_email, contact_hours, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const HISTORY_SQL = `
SELECT ${BRANDING_JSON} AS set, b.set_at AS "setAt", p.name AS "setByName" FROM branding b JOIN person p ON p.id = b.set_by WHERE b.authority_code = $1 ORDER BY b.id DESC`;
