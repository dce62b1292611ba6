import { ACCOMMODATIONS, ACTIVITIES, IN_TOUCH } from '../../statutory/care-leaver-codes.js';
import { CARE_STATUSES } from '../care-status-words.js';
import { choice, date, line, optionalText, record, text } from './record-kind.js';

export const LEARNER_STATUSES = {
  education: 'in education', apprenticeship: 'in an apprenticeship', training: 'in training', employment: 'in employment',
  'not-in-eet': 'not in education, employment or training', 'not-known': 'not known',
} as const;

/** VS3, VS5, VS6. */
export const VIRTUAL_SCHOOL_RECORDS = {
  'support-request': record({
    clause: 'VS3', name: 'request for support', ask: 'Ask the other Virtual School for support or challenge', of: 'placement', when: 'When was it made?', notForProviders: true,
    fields: {
      to: choice('To whom?', { 'key-contact': "the home authority's Virtual School", 'local-key-contact': 'the Virtual School of the area the provider is in' }),
      kind: choice('What for?', { support: 'support', challenge: 'challenge of the provider' }),
      what: text('What is asked?', 'The other Virtual School sees this text, and nothing else of the case'),
    },
  }),
  'support-answer': record({
    clause: 'VS3', name: 'answer to a request', ask: 'Answer the request', of: 'placement', about: 'support-request', when: 'When was it answered?', notForProviders: true,
    fields: { outcome: choice('Outcome', { done: 'done', partly: 'partly done', 'not possible': 'not possible' }), answer: text('The answer') },
  }),
  'pep-review': record({
    clause: 'VS5', name: 'personal education plan of a term', ask: "Record the term's personal education plan", of: 'case', when: 'When was it looked at?',
    fields: {
      term: { type: 'pattern', label: 'Term', pattern: /^20\d\d-\d\d-(autumn|spring|summer)$/, example: '2026-27-autumn' },
      form: choice('Where is it kept?', { pep: 'personal education plan', pathway: 'Pathway Plan', separate: 'separate education plan' }),
      quality: choice('Its quality', { green: 'green', amber: 'amber', red: 'red' }),
      feedback: optionalText('Feedback to whoever wrote it'),
    },
  }),
  'care-status': record({
    clause: 'VS5', name: 'care status', ask: 'Record a change of care status', of: 'case', when: 'From which day?', notForProviders: true,
    fields: { status: choice('Care status', CARE_STATUSES), decidedBy: line('Who decided it?', 'Name and post'), notes: optionalText('Why') },
  }),
  status: record({
    clause: 'VS6', name: 'status', ask: 'Record the status', of: 'case', when: 'On which day was it so?',
    fields: {
      status: choice('Status', LEARNER_STATUSES),
      source: choice('Where from?', { 'young person': 'the young person', 'key worker': 'the key worker', provider: 'the provider', 'local authority service': "the authority's tracking service", 'another authority': 'another authority' }),
      notes: optionalText('Notes'),
    },
  }),
  'leaver-contact': record({
    clause: 'VS6', name: 'contact with a care leaver', ask: 'Record the contact with a care leaver', of: 'case', when: 'When was it?', notForProviders: true,
    fields: {
      inTouch: choice('Are you in touch?', IN_TOUCH),
      activity: { ...choice('Main activity', ACTIVITIES), optional: true },
      accommodation: { ...choice('Where do they live?', ACCOMMODATIONS), optional: true },
      suitable: { ...choice('Is it suitable?', { yes: 'yes', no: 'no' }), optional: true },
      notes: optionalText('Notes'),
    },
  }),
  'follow-up': record({
    clause: 'VS6', name: 'follow-up', ask: 'Record the follow-up', of: 'case or placement', about: 'status', when: 'When was it?',
    fields: { outcome: choice('Outcome', { returned: 'back in education, employment or training', support: 'support arranged', 'could not be reached': 'could not be reached', declined: 'the young person wants no help now' }), what: text('What was done?') },
  }),
} as const;

/** VS2, VS7: what an authority records about itself. */
export const AUTHORITY_RECORDS = {
  promotion: record({
    clause: 'VS2', name: 'promotion', ask: 'Record how the agreement was promoted', of: 'authority', when: 'When?',
    fields: {
      audience: choice('To whom?', { 'social-care': 'social care', director: "the Director of Children's Services", members: 'elected members', providers: 'other providers and commissioners' }),
      how: text('How?'),
    },
  }),
  'web-check': record({
    clause: 'VS7', name: 'check of the public pages', ask: 'Record that the public pages were checked', of: 'authority', when: 'When?',
    fields: { finding: choice('Were they right?', { right: 'yes', corrected: 'no, and they have been put right' }), notes: optionalText('What was put right') },
  }),
} as const;

/** IM3, IM4, IM5: what the parties record about their agreement. */
export const AGREEMENT_RECORDS = {
  publicised: record({
    clause: 'IM3', name: 'publicising', ask: 'Record how the agreement was publicised', of: 'agreement', when: 'When?',
    fields: { party: choice('By which party?', { provider: 'the provider', 'virtual-school': 'the Virtual School' }), how: text('How?') },
  }),
  'agreement-challenge': record({
    clause: 'IM4', name: 'challenge under the agreement', ask: 'Challenge the provider under the agreement', of: 'agreement', when: 'When was it made?',
    fields: {
      to: choice('To whom?', { 'designated-person': 'the designated person', signatory: 'the signatory' }),
      what: text('What is the issue, and what is asked for?', 'About no single young person, and without names: a challenge about one is recorded in their case'),
    },
  }),
  'agreement-challenge-answer': record({
    clause: 'IM4', name: 'answer to a challenge under the agreement', ask: 'Answer the challenge', of: 'agreement', about: 'agreement-challenge', when: 'When was it answered?',
    fields: { resolved: choice('Is the issue resolved?', { yes: 'yes', partly: 'partly', no: 'no' }), answer: text('The answer, and what was done') },
  }),
  'agreement-review': record({
    clause: 'IM5', name: 'review of the agreement', ask: 'Record the annual review', of: 'agreement', when: 'When was it held?',
    fields: {
      decision: choice('What was decided?', { renew: 'renew', amend: 'amend', end: 'end' }),
      endsOn: { ...date('If it is to end: on which day?'), optional: true },
      attended: text('Who attended?'),
      contacts: text('Are the contacts right?'),
      evidence: text('Clause by clause: the evidence of each side'),
      views: text('What young people said'),
      wentWrong: text('What went wrong, without names'),
      providerViews: text('What the provider says of the year'),
      providerNeeds: text('What the provider needs of the Virtual School'),
      virtualSchoolNeeds: text('What the Virtual School needs of the provider'),
      actions: text('Actions, each with its owner and date'),
      earlierActions: text('What has become of the actions of the last review'),
    },
  }),
} as const;
