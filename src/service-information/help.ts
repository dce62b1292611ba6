/** One thing that somebody does here: what, how, and the page where it begins. */
export interface HelpTopic {
  title: string;
  steps: readonly string[];
  href: string;
}

/** Help for one kind of people, in the words of their day. */
export interface Help {
  title: string;
  intro: string;
  topics: readonly HelpTopic[];
}

const HOME = '/';
const CASES = '/cases';

/** Help for each role, by the path below /help. */
export const HELP = {
  'key-worker': {
    title: 'Key workers and personal advisers',
    intro: 'You are the young person’s best parent here. The home page says what needs you, by when, and why.',
    topics: [
      { title: 'See what needs you today', href: HOME, steps: ['Open the home page. It begins with what is over its day, then what is due today.', 'Choose a line. It leads to where the thing is done.', 'Each line says why it has this date. A date that is wrong comes from a fact that is wrong: correct the fact, and the date follows.'] },
      { title: 'Write and agree the education plan', href: CASES, steps: ['Open the case, then the placement, then its plan.', 'Each section says who may write it. Somebody else’s words stay theirs.', 'Agree it for your part. The designated person and the young person agree in their own way; in a meeting, with somebody who was there as a witness.', 'It is due 30 days after the start, and better before. The system reminds you in July, before the start and after it.', 'Each version can be kept as a PDF, from its page.'] },
      { title: 'Hold and record a review', href: CASES, steps: ['Record who was there, what changed, and what the young person said.', 'Ask whether they feel safe there. A no raises a problem the same day.', 'One meeting can count for several reviews. The page says for which it counts, and for which it does not and why.'] },
      { title: 'Answer an emergency', href: HOME, steps: ['The mail and the top of every page lead to it. Say that you are on it with one tap.', 'Within 24 hours, by day and night, write what you did.'] },
      { title: 'Go on with a form that you did not send', href: HOME, steps: ['What you type is kept as you type it, for you alone, for 7 days. Open the same page again, also after you were signed out: it is there.', 'The page says so, and lets you start afresh.'] },
      { title: 'Go on leave', href: '/absences', steps: ['Say from when to when, and who covers. They see your cases for those days, and get your mails.'] },
      { title: 'Give the young person their own pages', href: CASES, steps: ['Open the case, then “The young person’s own access”. A link goes to their phone or mail.', 'Set a PIN together. With it they see everything that is about them.'] },
    ],
  },
  'designated-person': {
    title: 'Designated persons of providers',
    intro: 'All your learners of all authorities are in one list, with one form for each thing.',
    topics: [
      { title: 'Report a suspension, an exclusion, or that somebody may lose their place', href: CASES, steps: ['Open the case and report it: what happened, and when. It works on a phone in a corridor.', 'Two e-mails go by themselves, to the key worker and the Virtual School. You call both on the same day: tap a number, and record how it went.', 'The time left to midnight stands on the page. If nobody answers, record that too, and try whoever stands in.'] },
      { title: 'Be ready for the start', href: HOME, steps: ['Your home page lists what is owed before each start: contacts, plan, visits, mentor, entitlements.', 'You are owed things too: if the contacts are wrong or missing, say so there.'] },
      { title: 'Raise an emergency', href: CASES, steps: ['Open the case, “Raise an emergency”. One page, one button.', 'The key worker answers within 24 hours. The page says who has seen it.'] },
      { title: 'Before a place ends for good', href: CASES, steps: ['No permanent exclusion and no early end without a professionals’ meeting. The page says what is still missing.', 'It is not refused to write down what has happened: a breach is recorded and goes to both Virtual Heads.'] },
      { title: 'Send returns', href: CASES, steps: ['Attendance, retention and results are recorded for each learner; what is missing is on your home page.'] },
    ],
  },
  'virtual-school': {
    title: 'Virtual Schools',
    intro: 'You see your authority’s young people wherever they learn, and the providers that signed with you.',
    topics: [
      { title: 'Work the escalation queue', href: '/escalations', steps: ['What was missed is there, the highest level first: whose it is, for how many days, and what was done last.', 'Take an item, so that others see that it is yours. Note what you did, hand it over, or say why it is not owed any more.', 'What was late stays late in the figures, also when it is done.'] },
      { title: 'Hold a duty that cannot be done now', href: '/holds', steps: ['From its line in the case, or on the page of the organisation, a key contact or the Virtual Head asks for a hold, with an end and a reason.', 'It counts once a second person approves it who does not owe the duty: what waits for you is on the home page. The date stays, and what is late stays late.'] },
      { title: 'Say that a case was registered by mistake', href: CASES, steps: ['Open the case and record that it ends, because it was registered by mistake; name the right case where somebody is registered twice. Answer first what is urgent.', 'Nothing is owed in it any more, and the young person’s way in to it ends. Team managers can do it, too.'] },
      { title: 'Let an inspector read', href: '/inspections', steps: ['The Virtual Head names them, for which cases and to which day. The data protection lead or another Virtual Head approves it.', 'Somebody from outside is invited by mail, and is out when the inspection ends.'] },
      { title: 'Make an agreement with a provider, and review it', href: '/agreements', steps: ['The page says what stands against its coming into force: support of social care, meeting, form, signatures. It can be kept as a PDF.', 'After a year the review is filled in with the figures. Both sides write, check the contacts and sign.'] },
      { title: 'Look at how each promise is kept', href: '/coverage', steps: ['For each clause: how it is kept, how many are open, in time, late; for an authority, a provider, a period.'] },
      { title: 'Set shorter limits', href: HOME, steps: ['On your authority’s page, “Settings”. Limits of the text can only become shorter.', 'Before you save, the page says how many dates would move.'] },
    ],
  },
  'administrator': {
    title: 'Administrators',
    intro: 'You bring people in and let them go. You see no case.',
    topics: [
      { title: 'Invite somebody, and put somebody out', href: '/accounts', steps: ['Invite them by e-mail. They choose a password and a second factor.', 'Put out whoever leaves: with their next click they see nothing. Their handover page lists what they owed.'] },
      { title: 'Say who holds which post', href: '/posts', steps: ['Posts in social care and the Virtual School want two people: you ask, somebody else approves.', 'A post can begin on a day to come.'] },
      { title: 'Give the service your own name, colour and contact', href: '/settings/branding', steps: ['What you set is what the people of your authority, and your young people, see on each page and under each mail.', 'Name somebody whom they can call about the service. Anybody may read it.'] },
      { title: 'Load a roster', href: '/imports', steps: ['Choose the file. The preview shows each faulty row, with line, column and what to do.', 'Good rows wait until you confirm; until then the file can be thrown away.', 'Where the file changes what is recorded, the preview shows it and asks why. What was recorded is kept as a correction.'] },
      { title: 'Connect your organisation’s sign-in', href: '/account/sign-ins', steps: ['The operator of this service connects it. After that people use what they use every day.'] },
    ],
  },
} as const satisfies Record<string, Help>;

export type HelpFor = keyof typeof HELP;
