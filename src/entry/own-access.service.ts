import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { inRole, transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { conflict, invalid, notFound } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { SignInChanges } from '../sign-in/sign-in-changes.service.js';
import { endOfCase } from '../young-people/case-ended.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { hashOfCode, keepEntry } from './entry-links.js';
import type { EntryPurpose } from './entry-link.entity.js';
import { newCode, plainContact } from './entry-secrets.js';
import type { GiveAccessDto } from './own-access.dto.js';
import { endWayIn } from './way-in.js';
import { YoungPersonPin } from './young-person-pin.entity.js';

/** What a case's page shows of the young person's own way in. */
export interface OwnAccess {
  /** Whether they can come in now. */
  isOpen: boolean;
  email: string | null;
  phone: string | null;
  lastCameInAt: Date | null;
  hasPin: boolean;
}

/** A code to read out or to show, and until when it works. */
export interface ShownCode {
  code: string;
  purpose: Exclude<EntryPurpose, 'link'>;
  expiresAt: Date;
}

/** The young person's way to their own pages, as their key worker or team manager gives and ends it. */
@Injectable()
export class OwnAccessService {
  constructor(
    private readonly cases: CaseWork,
    private readonly clock: Clock,
    private readonly changes: SignInChanges,
  ) {}

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async readAccess(actor: Actor, reference: string): Promise<OwnAccess> {
    return this.cases.read(actor, reference, async ({ youngPerson }) => {
      const { manager } = transaction();
      const person = await manager.findOneBy(Person, { caseId: youngPerson.id });
      const hasPin = person !== null && (await inRole('door', () => manager.existsBy(YoungPersonPin, { personId: person.id })));
      return { isOpen: person?.active ?? false, email: person?.email ?? null, phone: person?.phone ?? null, lastCameInAt: person?.lastSignedInAt ?? null, hasPin };
    }, { action: 'own-access.give' });
  }

  /**
   * Gives access by an e-mail address, a mobile number or both, or changes them; what is left out is not known any more. A new address
   * is told of itself; the one before is not, since whoever reads there may be why it changed.
   * Errors: NOT_FOUND, NOT_ALLOWED, INVALID (REQUIRED), CONTACT_NOT_POSSIBLE, CASE_ENDED for a case that was registered by mistake.
   */
  async giveAccess(actor: Actor, reference: string, dto: GiveAccessDto): Promise<void> {
    const change = { action: 'own-access.give', fields: Object.keys(dto) } as const;
    await this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      const caseId = youngPerson.id;
      const ended = await endOfCase(manager, youngPerson, now);
      if (ended?.mistaken) throw conflict('CASE_ENDED', `This case was registered by mistake, so nobody comes in to it. ${ended.rightCase === null ? 'If that is wrong, have it taken back first.' : `Give access in ${ended.rightCase}.`}`);
      const [email, phone] = [dto.email?.toLowerCase() ?? null, dto.phone === undefined ? null : plainContact(dto.phone)];
      if (email === null && phone === null) throw invalid([{ code: 'REQUIRED', field: 'email', sentence: 'Enter their e-mail address or their mobile number.' }]);
      const before = await manager.findOneBy(Person, { caseId, active: true });
      const written = await inRole('door', () => manager.query<object[]>(GIVE_SQL, [caseId, email, phone]));
      if (written.length === 0) throw conflict('CONTACT_NOT_POSSIBLE', 'This address or number cannot be used here. Take another one that is theirs alone.');
      if (before?.email && email !== null && before.email !== email) await this.changes.tell(before.id, 'address.taken', email);
    });
  }

  /** Ends access: their sessions, links, codes and PIN with it; address and number can be given elsewhere from then on. Errors: NOT_FOUND, NOT_ALLOWED. */
  async endAccess(actor: Actor, reference: string): Promise<void> {
    const change = { action: 'own-access.give', trail: 'own-access.end' } as const;
    await this.cases.change(actor, reference, change, async ({ youngPerson: { id: caseId } }) => {
      if (!(await endWayIn(caseId))) throw noWayIn();
    });
  }

  /** A code that works once, for ten minutes: to come in with (`code`), or face to face to choose a PIN with (`pin`). Errors: NOT_FOUND, NOT_ALLOWED. */
  async showCode(actor: Actor, reference: string, purpose: ShownCode['purpose']): Promise<ShownCode> {
    const change = { action: 'own-access.give', trail: 'own-access.show-code', subject: purpose } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson: { id: caseId } }) => {
      const { id: personId } = await ownPerson(caseId);
      const code = newCode();
      const expiresAt = await inRole('door', () => keepEntry({ personId, caseId }, purpose, hashOfCode(personId, code), actor.personId, this.clock.realNow()));
      return { code, purpose, expiresAt };
    });
  }
}

const noWayIn = () => notFound('way in for the young person');

async function ownPerson(caseId: number): Promise<Person> {
  const person = await transaction().manager.findOneBy(Person, { caseId, active: true });
  if (!person) throw noWayIn();
  return person;
}

/** No row where somebody else has the address or the number: that, and nothing about who, is all that is said. */
const GIVE_SQL = `
INSERT INTO person AS p (name, email, phone, case_id) SELECT 'The young person', $2::text, $3::text, $1::int
WHERE NOT EXISTS (SELECT FROM person o WHERE o.case_id IS DISTINCT FROM $1::int AND (o.email = $2::text OR (o.case_id IS NOT NULL AND o.phone = $3::text)))
ON CONFLICT (case_id) DO UPDATE SET email = excluded.email, phone = excluded.phone, active = true
RETURNING p.id`;
