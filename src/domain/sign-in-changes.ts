import { describeInstant } from './time/london.js';

/** How long a password lasts that an operator gives. */
export const GIVEN_PASSWORD_HOURS = 24;

/** Whom a change is told: staff, or a young person, in words of their own. */
type Reader = 'staff' | 'young-person';

interface Words {
  reader: Reader;
  subject: string;
  /** What changed. It names nobody, and nothing that somebody typed. */
  says: string;
}

const staff = (subject: string, says: string): Words => ({ reader: 'staff', subject, says });
const youngPerson = (subject: string, says: string): Words => ({ reader: 'young-person', subject, says });

/** Every change of how somebody signs in, and what they are told of it by mail (OWASP ASVS 5.0, 6.3.7). */
export const SIGN_IN_CHANGES = {
  'app.added': staff('An authenticator app was added', 'An authenticator app was set up for your account.'),
  'app.removed': staff('An authenticator app was removed', 'The authenticator app of your account was removed.'),
  'passkey.added': staff('A passkey was added', 'A passkey or security key was added to your account.'),
  'passkey.removed': staff('A passkey was removed', 'A passkey or security key of your account was removed.'),
  'recovery-codes.made': staff('Your recovery codes are new', 'Recovery codes were made for your account. Earlier ones no longer work.'),
  'password.changed': staff('Your password was changed', 'The password of your account was changed, and every session before it has ended.'),
  'password.chosen': staff('A password was chosen', 'Somebody used an invitation to this address and chose the password of your account. An earlier password no longer works.'),
  'password.given': staff('You were given a new password', `The operator of this service gave your account a new password, and ended its sessions. The password before it no longer works. The new one ends after ${GIVEN_PASSWORD_HOURS} hours: sign in and choose your own.`),
  'sign-in.reset': staff('Your sign-in was reset', `The operator of this service gave your account a new password, removed its second factors and recovery codes, and ended its sessions. The password ends after ${GIVEN_PASSWORD_HOURS} hours: sign in and choose your own.`),
  'rescue.given': staff('You were given a password for an hour', 'The operator of this service gave your account a password for one hour, beside the sign-in of your organisation.'),
  'identity.linked': staff('An account of your organisation was connected', 'An account at your organisation’s own sign-in was connected with yours, and signs you in here.'),
  'identity.ended': staff('A connection with your organisation’s sign-in was ended', 'An account at your organisation’s own sign-in no longer signs you in here, and your sessions have ended.'),
  'address.taken': youngPerson('This is your address for Learner Support now', 'From now on, links to your pages come to this e-mail address.'),
  'pin.chosen': youngPerson('A PIN was chosen', 'A PIN was chosen for your pages.'),
} as const satisfies Record<string, Words>;

export type SignInChange = keyof typeof SIGN_IN_CHANGES;

/** What to do, by who reads it. */
const ADVICE: Record<Reader, string[]> = {
  staff: [
    'If that was you, or you asked for it, there is nothing to do.',
    'If not, tell the administrator of your organisation at once, or where there is none whoever runs this service: they can shut your account until it is clear what happened. If you still can, sign in, change your password, and on your account page end the sessions and remove what you do not know.',
  ],
  'young-person': ['If you know about this, there is nothing to do.', 'If not, tell your key worker. They can stop it, and help you choose a new way in.'],
};

/** The mail about a change: what, when, and what to do if it was not they. No secret, and no link: whoever gets one with a link knows that it is not ours. */
export function signInChangeMail(change: SignInChange, at: Date, training: boolean): { subject: string; paragraphs: string[] } {
  const { reader, subject, says } = SIGN_IN_CHANGES[change];
  return {
    subject: `Learner Support: ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`,
    paragraphs: [
      says,
      `It happened at ${describeInstant(at)}.`,
      ...ADVICE[reader],
      'This mail has no link in it. Go to Learner Support as you always do.',
      ...(training ? ['This comes from a training installation: nothing in it is real.'] : []),
    ],
  };
}
