import { describe, expect, it } from '@jest/globals';
import { activationBlockers, blockersBeforeSigning, inForceFrom, type AgreementDraft } from './activation-blockers.js';
import { FORM_FIELDS, SIGNATURE_FORM, type FormField, type SignatureFormValues } from './signature-form.js';

const filled = Object.fromEntries(Object.keys(FORM_FIELDS).map((field) => [field, 'x'])) as SignatureFormValues;

/** Signed at a meeting on Monday 15 June 2026 by the provider's own Virtual School, with everything before it. */
const signed: AgreementDraft = {
  supportedOn: '2026-06-01',
  isLocal: true,
  consultedOn: null,
  meetingOn: '2026-06-15',
  signatoryRank: 'principal',
  form: filled,
  signatures: [{ party: 'provider', signedOn: '2026-06-15' }, { party: 'virtual-school', signedOn: '2026-06-15' }],
  isSignedAlready: false,
};
const codes = (change: Partial<AgreementDraft>) => activationBlockers({ ...signed, ...change }).map(({ code, field }) => (field ? `${code} ${field}` : code));

describe('an agreement comes into force (IM1, IM2)', () => {
  it('when support, form, meeting and both signatures are there', () => {
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Partial<AgreementDraft>, string[]]>([
    ['without the support of social care', { supportedOn: null }, ['NO_SOCIAL_CARE_SUPPORT']],
    ['with support of Tuesday 16 June, after the meeting of Monday 15 June', { supportedOn: '2026-06-16' }, ['SUPPORT_AFTER_SIGNING']],
    ['with support of Tuesday 2 June, after a signature of Monday 1 June', { supportedOn: '2026-06-02', signatures: [{ party: 'provider', signedOn: '2026-06-01' }, { party: 'virtual-school', signedOn: '2026-06-15' }] }, ['SUPPORT_AFTER_SIGNING']],
    ['without the meeting', { meetingOn: null }, ['NO_MEETING']],
    ['where the signatory is neither principal, vice principal nor the equivalent', { signatoryRank: null }, ['SIGNATORY_ROLE']],
    ['unsigned by the provider', { signatures: [{ party: 'virtual-school', signedOn: '2026-06-15' }] }, ['NOT_SIGNED_BY_PROVIDER']],
    ['unsigned by the Virtual School', { signatures: [{ party: 'provider', signedOn: '2026-06-15' }] }, ['NOT_SIGNED_BY_VIRTUAL_SCHOOL']],
    ['beside another in force between the two', { isSignedAlready: true }, ['ALREADY_ACTIVE']],
    ['with a Virtual School from elsewhere, without consulting the local one', { isLocal: false }, ['NO_CONSULTATION']],
    ['with a Virtual School from elsewhere that consulted on Tuesday 16 June, after the meeting', { isLocal: false, consultedOn: '2026-06-16' }, ['CONSULTATION_AFTER_SIGNING']],
  ])('not %s', (_what, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it.each<[string, string | null, string[], string | null]>([
    ['the meeting of Monday 15 June, signed by both there', '2026-06-15', ['2026-06-15', '2026-06-15'], '2026-06-15'],
    ['the meeting, signed by one before it', '2026-06-15', ['2026-06-12', '2026-06-15'], '2026-06-15'],
    ['the last signature, on Thursday 18 June, after the meeting', '2026-06-15', ['2026-06-15', '2026-06-18'], '2026-06-18'],
    ['no day without a meeting', null, ['2026-06-15', '2026-06-15'], null],
  ])('from %s', (_what, meetingOn, [provider = '', virtualSchool = ''], expected) => {
    expect(inForceFrom({ meetingOn, signatures: [{ party: 'provider', signedOn: provider }, { party: 'virtual-school', signedOn: virtualSchool }] })).toBe(expected);
  });

  it.each(Object.keys(FORM_FIELDS) as FormField[])('not without the line %s of the form', (field) => {
    expect(codes({ form: { ...filled, [field]: null } })).toEqual([`FIELD_MISSING ${field}`]);
  });

  it('on the day on which support was recorded, and with a Virtual School from elsewhere that consulted that day', () => {
    expect(codes({ supportedOn: '2026-06-15', isLocal: false, consultedOn: '2026-06-15' })).toEqual([]);
  });

  it('is told all that is missing, in the order in which it is done', () => {
    const empty = { ...signed, supportedOn: null, isLocal: false, meetingOn: null, signatoryRank: null, signatures: [], form: { ...filled, signatoryName: null } };
    expect(activationBlockers(empty).map(({ code }) => code)).toEqual([
      'NO_SOCIAL_CARE_SUPPORT', 'NO_CONSULTATION', 'FIELD_MISSING', 'NO_MEETING', 'SIGNATORY_ROLE', 'NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL',
    ]);
    expect(activationBlockers(empty).every(({ sentence }) => sentence.endsWith('.'))).toBe(true);
  });

  it('may be signed before the meeting is recorded, and not before support, consultation and the whole form are there', () => {
    const draft = { ...signed, meetingOn: null, signatoryRank: null, signatures: [] };
    expect(blockersBeforeSigning(draft)).toEqual([]);
    expect(blockersBeforeSigning({ ...draft, supportedOn: null, isLocal: false, form: { ...filled, keyContactEmail: null } }).map(({ code }) => code)).toEqual(['NO_SOCIAL_CARE_SUPPORT', 'NO_CONSULTATION', 'FIELD_MISSING']);
  });
});

describe('the signature form (IM2)', () => {
  it('has the lines of the source, in its words and its order, and no others', () => {
    expect(SIGNATURE_FORM.map(({ label }) => label)).toEqual([
      'Provider Name', 'Name of signatory to this agreement', 'Email address', 'Role of signatory to this agreement', 'Signature', 'Name of designated tutor',
      'Designated tutor email', 'Designated tutor phone', 'Head of Virtual School - name*', 'Head of Virtual School signature', 'Head of Virtual School email',
      'Virtual School key contact name', 'Virtual School key contact email',
    ]);
  });
});
