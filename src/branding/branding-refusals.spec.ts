import { describe, expect, it } from '@jest/globals';
import { brandingRefusals } from './branding-refusals.js';

const CONTACT = { contactName: 'Birmingham Virtual School', contactPhone: '07700 900123' };
const codes = (input: object) => brandingRefusals(input).map(({ code, field }) => `${field}: ${code}`);

describe('name, colour and contact', () => {
  it.each([{}, { serviceName: 'Learner Support' }, { colour: '#00703c' }, CONTACT, { ...CONTACT, contactPhone: undefined, contactEmail: 'help@birmingham.example' }])('can be %j', (input) => {
    expect(codes(input)).toEqual([]);
  });

  it('have no colour on which white cannot be read: #ff6600 has 2.93 to 1', () => {
    expect(brandingRefusals({ colour: '#ff6600' })).toEqual([{ code: 'TOO_LITTLE_CONTRAST', field: 'colour', sentence: 'Choose a darker colour: white text on #ff6600 has a contrast of 2.93 to 1, and needs 4.5 to 1 to be readable.' }]);
  });

  it('have a contact that has a name, and can be reached', () => {
    expect(codes({ contactName: 'Birmingham Virtual School' })).toEqual(['contactPhone: CONTACT_WITHOUT_WAY']);
    expect(codes({ contactPhone: '07700 900123' })).toEqual(['contactName: CONTACT_WITHOUT_NAME']);
    expect(codes({ contactHours: 'Monday to Friday' })).toEqual(['contactName: CONTACT_WITHOUT_NAME']);
  });
});
