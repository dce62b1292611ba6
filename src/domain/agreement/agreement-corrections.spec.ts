import { describe, expect, it } from '@jest/globals';
import { correctionFaults, firstDayOf, type MadeAgreement } from './agreement-corrections.js';
import { FORM_FIELDS, type SignatureFormValues } from './signature-form.js';

const form = Object.fromEntries(Object.keys(FORM_FIELDS).map((field) => [field, 'x'])) as SignatureFormValues;
const signed = (provider: string, virtualSchool = provider): MadeAgreement['signatures'] => [{ party: 'provider', signedOn: provider }, { party: 'virtual-school', signedOn: virtualSchool }];

/** Signed at a meeting on Monday 15 June 2026 by a Virtual School from elsewhere, reviewed on 10 June 2027, with its last day on 31 July 2028. */
const made: MadeAgreement = {
  supportedOn: '2026-06-01', isLocal: false, consultedOn: '2026-06-02', meetingOn: '2026-06-15', signatoryRank: 'principal', form, signatures: signed('2026-06-15'), isSignedAlready: false,
  signedOn: '2026-06-15', endedOn: '2028-07-31', firstReviewOn: '2027-06-10', others: [{ signedOn: '2025-01-10', endedOn: '2026-05-31' }, { signedOn: '2028-09-01', endedOn: null }],
};
const codes = (change: Partial<MadeAgreement>, before = made) => correctionFaults(before, { ...before, ...change }).map(({ code, field }) => (field ? `${code} ${field}` : code));

describe('an agreement that was made is corrected (IM1, IM2)', () => {
  it.each<[string, Partial<MadeAgreement>]>([
    ['support of another day before the signing', { supportedOn: '2026-06-15' }],
    ['another line of its form', { form: { ...form, signatoryRole: 'Vice principal' } }],
    ['a meeting of the day after the one before had ended', { meetingOn: '2026-06-03', signatures: signed('2026-06-03') }],
    ['a meeting of the day of its first review', { meetingOn: '2027-06-10' }],
    ['another last day before the next one', { endedOn: '2028-08-31' }],
  ])('to %s', (_what, change) => expect(codes(change)).toEqual([]));

  it.each<[string, Partial<MadeAgreement>, string[]]>([
    ['support of Tuesday 16 June, after the meeting of Monday', { supportedOn: '2026-06-16' }, ['SUPPORT_AFTER_SIGNING']],
    ['a consultation after a signature', { consultedOn: '2026-06-16' }, ['CONSULTATION_AFTER_SIGNING']],
    ['a meeting before the support and the consultation, on Sunday 31 May, while the one before ran', { meetingOn: '2026-05-31', signatures: signed('2026-05-31') }, ['SUPPORT_AFTER_SIGNING', 'CONSULTATION_AFTER_SIGNING', 'OTHER_IN_FORCE']],
    ['an empty line of its form', { form: { ...form, keyContactName: null } }, ['FIELD_MISSING keyContactName']],
    ['a signature of 11 June 2027, the day after its first review', { signatures: signed('2026-06-15', '2027-06-11') }, ['REVIEWED_BEFORE']],
    ['a signature after its last day', { firstReviewOn: null, signatures: signed('2026-06-15', '2028-08-01') }, ['ENDS_BEFORE_IT_BEGINS']],
    ['a last day on the first day of the next one', { endedOn: '2028-09-01' }, ['OTHER_IN_FORCE']],
    ['no end, beside the next one', { endedOn: null }, ['OTHER_IN_FORCE']],
  ])('not to %s', (_what, change, expected) => expect(codes(change)).toEqual(expected));

  it('whatever else was missing before: only what the correction brings stands against it', () => {
    const bare: MadeAgreement = { ...made, supportedOn: null, consultedOn: null, meetingOn: null, signatoryRank: null, form: { ...form, signatoryName: null }, signatures: [] };
    expect(codes({ form: { ...form, signatoryName: null, keyContactName: 'y' } }, bare)).toEqual([]);
    expect([firstDayOf(bare), firstDayOf({ ...bare, meetingOn: '2026-06-20' }), firstDayOf({ ...made, signatures: signed('2026-06-18') })]).toEqual(['2026-06-15', '2026-06-20', '2026-06-18']);
  });
});
