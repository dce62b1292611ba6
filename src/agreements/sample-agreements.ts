import type { EntityManager } from 'typeorm';
import { addDays, addMonths, type LocalDate } from '../domain/time/local-date.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { academicYearsIn } from '../domain/time/periods.js';
import { OrganisationRecord } from '../organisation-records/organisation-record.entity.js';
import type { AuthorityStaff, ProviderStaff, SampleStaff } from '../sample/sample-staff.js';
import { AgreementSignature } from './agreement-signature.entity.js';
import { Agreement } from './agreement.entity.js';

const AUTHORITIES_JOINED_DAYS_AGO = 880;
/** Each provider signed a week before the next one: the first reviews are due in the coming weeks. */
const FIRST_SIGNED_DAYS_AGO = 345;
const DAYS_BETWEEN = 7;
const AUDIENCES = { 'social-care': 'A talk at the team meeting', director: 'A page in the Director’s briefing', members: 'A report to the corporate parenting board', providers: 'A breakfast for providers' };

type NewRecord = Omit<OrganisationRecord, 'id'>;

/**
 * Writes an agreement in force between each sample provider and the Virtual School of its area, and what both sides and the
 * authorities recorded about it in time. What is there already stays. Answers the providers and authorities it wrote for.
 */
export async function writeSampleAgreements(manager: EntityManager, staff: SampleStaff, now: Date): Promise<{ providerIds: number[]; authorityCodes: string[] }> {
  const today = londonDate(now);
  if (await manager.existsBy(Agreement, {})) return { providerIds: [], authorityCodes: [] };
  const joinedOn = addDays(today, -AUTHORITIES_JOINED_DAYS_AGO);
  const authorityCodes = [...staff.authorities.keys()];
  await manager.query('UPDATE authority SET joined_on = $1 WHERE code = ANY($2)', [joinedOn, authorityCodes]);
  const records = [...staff.authorities.values()].flatMap((authority) => ofAuthority(authority, joinedOn, today));
  for (const [index, provider] of staff.providers.entries()) {
    const authority = staff.authorities.get(provider.provider.authorityCode);
    if (!authority) continue;
    const signedOn = addDays(today, index * DAYS_BETWEEN - FIRST_SIGNED_DAYS_AGO);
    const { id } = await manager.save(Agreement, agreementOf(provider, authority, signedOn));
    await manager.insert(AgreementSignature, signaturesOf(id, provider, authority, signedOn));
    records.push(...ofAgreement(id, provider, authority, signedOn), ...applicationChecks(provider, signedOn, today));
  }
  await manager.insert(OrganisationRecord, records.filter(({ happenedOn }) => happenedOn <= today));
  return { providerIds: staff.providers.map(({ id }) => id), authorityCodes };
}

function agreementOf({ id, signatory, designatedPerson }: ProviderStaff, { authority, virtualHead, keyContact }: AuthorityStaff, signedOn: LocalDate): Partial<Agreement> {
  return {
    providerId: id, authorityCode: authority.code, draftedBy: keyContact.id, draftedAt: startOfDay(addDays(signedOn, -40)),
    supportedOn: addDays(signedOn, -30), supportWords: 'Agreed with the head of service for care leavers', supportConfirmedBy: virtualHead.id,
    meetingOn: signedOn, signatoryRank: 'principal', signedOn,
    signatoryName: signatory.name, signatoryEmail: signatory.email, signatoryRole: 'Principal',
    designatedTutorName: designatedPerson.name, designatedTutorEmail: designatedPerson.email, designatedTutorPhone: designatedPerson.phone,
    virtualHeadName: virtualHead.name, virtualHeadEmail: virtualHead.email, keyContactName: keyContact.name, keyContactEmail: keyContact.email,
  };
}

function signaturesOf(agreementId: number, { signatory }: ProviderStaff, { virtualHead }: AuthorityStaff, signedOn: LocalDate): Partial<AgreementSignature>[] {
  const sign = (party: AgreementSignature['party'], { id, name }: { id: number; name: string }) =>
    ({ agreementId, party, how: 'signed-in' as const, personId: id, signerName: name, signedOn, recordedBy: id, recordedAt: startOfDay(signedOn) });
  return [sign('provider', signatory), sign('virtual-school', virtualHead)];
}

/** IM3: both parties publicised it. */
function ofAgreement(agreementId: number, provider: ProviderStaff, { keyContact }: AuthorityStaff, signedOn: LocalDate): NewRecord[] {
  const publicised = (party: string, on: LocalDate, by: number, how: string) => recorded({ providerId: provider.id, agreementId }, 'publicised', on, by, { party }, { how });
  return [
    publicised('provider', addDays(signedOn, 10), provider.signatory.id, 'A letter to all staff, and the page for applicants'),
    publicised('virtual-school', addDays(signedOn, 12), keyContact.id, 'The newsletter to key workers and carers'),
  ];
}

/** EP6: the check of each application round that began while the agreement was in force. */
function applicationChecks({ id, designatedPerson }: ProviderStaff, signedOn: LocalDate, today: LocalDate): NewRecord[] {
  return academicYearsIn(signedOn, today).flatMap(({ name, startsOn }) => {
    const on = addDays(startsOn, 19) > signedOn ? addDays(startsOn, 19) : signedOn;
    return on <= addDays(startsOn, 29) ? [recorded({ providerId: id }, 'application-check', on, designatedPerson.id, { year: name, tickBox: true, matched: true }, {})] : [];
  });
}

/** VS2 each September; VS7 each year a little before it is due. */
function ofAuthority({ authority, keyContact }: AuthorityStaff, joinedOn: LocalDate, today: LocalDate): NewRecord[] {
  const own = { authorityCode: authority.code };
  const promotions = academicYearsIn(joinedOn, today).flatMap(({ startsOn }) => {
    const on = addDays(startsOn, 14) > joinedOn ? addDays(startsOn, 14) : joinedOn;
    return Object.entries(AUDIENCES).map(([audience, how]) => recorded(own, 'promotion', on, keyContact.id, { audience }, { how }));
  });
  const checks = [11, 22].map((months) => recorded(own, 'web-check', addMonths(joinedOn, months), keyContact.id, { finding: 'right' }, {}));
  return [...promotions, ...checks];
}

function recorded(of: Partial<Pick<NewRecord, 'providerId' | 'authorityCode' | 'agreementId'>>, kind: NewRecord['kind'], happenedOn: LocalDate, by: number, details: NewRecord['details'], words: NewRecord['words']): NewRecord {
  return { providerId: null, authorityCode: null, agreementId: null, aboutId: null, ...of, kind, happenedOn, details, words, recordedBy: by, recordedAt: startOfDay(happenedOn), takenBackAt: null };
}
