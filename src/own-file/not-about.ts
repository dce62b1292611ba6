import type { NotAbout } from './holding.js';

const staff = (because: string): NotAbout => ({ about: 'staff', because });
const organisations = (because: string): NotAbout => ({ about: 'organisations', because });
const nobody = (because: string): NotAbout => ({ about: 'nobody', because });

/** Tables without rows about young people. A young person's number as a person is in none of them (test/own-file.spec.ts looks). */
export const NOT_ABOUT = {
  absence: staff('who is away, and who covers for them'),
  agreement: organisations('what an authority and a provider agree, and who signs it'),
  agreement_review: organisations('numbers and sentences about a year, without names (IM5)'),
  agreement_signature: organisations('who signed for which side'),
  approval: staff('what somebody asked a second person for; of a case it has the reference at most'),
  audit_seal: nobody('numbers and hashes'),
  authority: organisations('name and code'),
  branding: organisations('what the service is called for an authority’s people, its colour, and whom they call'),
  calendar_addition: nobody('bank holidays, and who added them'),
  calendar_alert: staff('which administrators were told that the known bank holidays end'),
  contact_check: staff('whose contact details are in doubt'),
  designated_person_notice: staff('who knows of a new designated person (EP2)'),
  feedback: nobody('what people think of the service, sealed, without who wrote it; the form asks for no name'),
  identity_provider: organisations('where an organisation signs in'),
  identity_provider_secret: organisations('with which secret'),
  import_batch: staff('a file that somebody sent and has not confirmed: no record yet, sealed, and forgotten after 7 days'),
  inspection_grant: staff('who inspects; which cases is in inspection_case'),
  installation: nobody('what kind of installation it is'),
  long_work: staff('which long work somebody began, and how far it is; what it takes is sealed, and gone once it has ended'),
  migration: nobody('which version the tables have'),
  organisation_correction: organisations('what an organisation put right of what it recorded about itself'),
  organisation_record: organisations('what an organisation records about itself'),
  passkey_challenge: nobody('five minutes of a sign-in, by a hash'),
  post_holding: staff('who is in which post'),
  provider: organisations('name, number and kind'),
  published_counts: nobody('how many published figures were made from; the system alone reads them'),
  published_figures: nobody('numbers of a term after disclosure control'),
  purpose_key: nobody('keys of the installation'),
  retention_schedule: organisations('how long each keeps what is its own'),
  setting: organisations('the limits that an authority set'),
  sign_in_attempt: nobody('how often a sign-in failed, by a hash'),
  sign_in_flow: staff('ten minutes of a sign-in elsewhere, which no young person has'),
} as const satisfies Record<string, NotAbout>;
