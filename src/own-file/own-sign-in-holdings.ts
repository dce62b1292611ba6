import type { Holding } from './holding.js';

const OWN = { person_id: 'person' } as const;

/** The young person as a user. Some ways in are not theirs to use; a row that were there all the same is in the file. */
export const OWN_SIGN_IN_HOLDINGS = {
  person: {
    title: 'Their way in', by: { case_id: 'young_person' }, given: ['id', 'name', 'email', 'phone', 'active', 'last_signed_in_at'],
    where: ['authority_code', 'provider_id', 'inspects_for'], withheld: { times_out: 'machine', times_without_phone: 'machine' }, whenErased: 'blanked',
  },
  session: { title: 'Where they are signed in', by: OWN, given: ['id', 'started_at', 'last_seen_at', 'proven_at', 'enrolling', 'choosing', 'level'], withheld: { secret_hash: 'secret', form_token: 'secret', draft: 'kept elsewhere' }, whenErased: 'removed' },
  entry_link: { title: 'Links and codes', by: { ...OWN, case_id: 'young_person' }, given: ['id', 'purpose', 'made_at', 'expires_at', 'used_at'], who: ['made_by'], withheld: { secret_hash: 'secret' }, whenErased: 'removed' },
  young_person_pin: { title: 'Their PIN', by: { ...OWN, case_id: 'young_person' }, given: ['set_at'], who: ['set_with'], withheld: { pin_hash: 'secret' }, whenErased: 'removed' },
  message: {
    title: 'Mails', by: { ...OWN, emergency_access_id: 'emergency_access', subject_request_id: 'subject_request', mistaken_case_id: 'young_person' }, given: ['id', 'delivery', 'state', 'written_at', 'attempts', 'next_attempt_at', 'sent_at', 'maybe_repeated', 'sign_in_change', 'as_written', 'tells_holds'], who: ['person_id'],
    withheld: { to_address: 'somebody else', subject: 'several people', text: 'several people', message_id: 'machine', lease_until: 'machine', last_error: 'machine', calendar_ends: 'machine' }, whenErased: 'blanked',
  },
  idempotent_request: { title: 'Requests of the last day', by: OWN, given: ['status', 'made_at'], withheld: { key: 'machine', request_hash: 'machine', etag: 'machine', location: 'machine' }, whenErased: 'removed' },
  draft: { title: 'Forms begun and not sent', by: OWN, given: ['id', 'page', 'begun_at', 'saved_at'], withheld: { fields: 'unsaid', tab: 'machine', action: 'machine', version: 'machine' }, whenErased: 'removed' },
  saved_view: { title: 'Saved views of lists', by: OWN, given: ['id', 'list', 'name', 'filters', 'made_at'], withheld: { version: 'machine' }, whenErased: 'removed' },
  access_token: { title: 'Access tokens', by: OWN, given: ['id', 'name', 'created_at', 'expires_at', 'scopes', 'last_used_at'], withheld: { secret_hash: 'secret' }, whenErased: 'removed' },
  credential: { title: 'Password', by: OWN, given: ['changed_at', 'ends_at'], withheld: { password_hash: 'secret' }, whenErased: 'removed' },
  totp_factor: { title: 'Authenticator apps', by: OWN, given: ['id', 'made_at', 'confirmed_at'], withheld: { secret: 'secret', last_step: 'secret' }, whenErased: 'removed' },
  passkey: { title: 'Passkeys', by: OWN, given: ['id', 'name', 'transports', 'made_at', 'last_used_at'], withheld: { credential_id: 'secret', public_key: 'secret', uses: 'secret' }, whenErased: 'removed' },
  recovery_code: { title: 'Recovery codes', by: OWN, given: ['used_at'], withheld: { code_hash: 'secret' }, whenErased: 'removed' },
  external_identity: { title: 'Accounts elsewhere', by: OWN, given: ['id', 'issuer', 'subject', 'bound_at', 'last_used_at'], who: ['bound_by'], whenErased: 'removed' },
  identity_link: { title: 'Links to connect an account', by: OWN, given: ['expires_at'], who: ['made_by'], withheld: { secret_hash: 'secret' }, whenErased: 'removed' },
  invitation: { title: 'Invitations', by: OWN, given: ['id', 'made_at', 'expires_at', 'used_at', 'delivery'], who: ['invited_by'], withheld: { secret_hash: 'secret' }, whenErased: 'removed' },
  sign_in_step: { title: 'Sign-ins under way', by: OWN, given: ['expires_at'], withheld: { secret_hash: 'secret' }, whenErased: 'removed' },
  sign_in_rescue: { title: 'Passwords for an hour', by: OWN, given: ['id', 'made_at', 'expires_at', 'last_used_at'], withheld: { password_hash: 'secret' }, whenErased: 'kept' },
} as const satisfies Record<string, Holding>;
