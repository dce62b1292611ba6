/** One thing that somebody does here: what, how, and the page where it begins. */
export interface HelpTopic {
  title: string;
  steps: readonly string[];
  href: string;
}

/** A picture of a page, in `public/help`; `npm run help:pictures` makes all of them again from the sample region. */
export interface HelpPicture {
  file: string;
  /** What somebody sees who cannot see it. */
  alt: string;
  caption: string;
}

/** How large each picture is, in px. */
export const PICTURE_SIZE = { width: 760, height: 560 } as const;

/** Help for one kind of people, in the words of their day. */
export interface Help {
  title: string;
  intro: string;
  pictures: readonly HelpPicture[];
  topics: readonly HelpTopic[];
}

const HOME = '/';
const CASES = '/cases';

const KEEP_VIEW: HelpTopic = {
  title: 'Keep a filtered list', href: CASES,
  steps: ['Choose filters on a list, then “Save these filters as a view” and give them a name, not a young person’s. What you searched for is not kept.', 'From then on it is a link above the list, for you alone. “Rename or remove views” is beside it.'],
};

const CHOOSE_WHOSE: HelpTopic = {
  title: 'Choose whose duties you see', href: HOME,
  steps: ['Above the counts of the home page: what waits for you, what is open in your team, at your provider or in your authority, by the posts that you hold, or all of it.', 'Counts and list go by what you choose.'],
};

/** Help for each role, by the path below /help. */
export const HELP = {
  'key-worker': {
    title: 'Key workers and personal advisers',
    intro: 'You are the young person’s best parent here. The home page says what needs you, by when, and why.',
    pictures: [
      { file: 'key-worker-home.jpg', caption: 'Your home page', alt: 'The home page of a key worker: how many duties are overdue, due today, in the next 7 days, later and on hold; below them the first that are due, each with its young person, its day and why it has this day.' },
      { file: 'key-worker-case.jpg', caption: 'A case', alt: 'The top of a case: name, reference, age and placement; key worker, designated person and key contact with phone and e-mail; and the parts of the case: duties, placements and plans, risk notices, emergencies, records, sharing, corrections, messages, timeline.' },
    ],
    topics: [
      { title: 'See what needs you today', href: HOME, steps: ['Open the home page. It begins with what is over its day, then what is due today.', 'Choose a line. It leads to where the thing is done.', 'Each line says why it has this date. A date that is wrong comes from a fact that is wrong: correct the fact, and the date follows.'] },
      { title: 'Write and agree the education plan', href: CASES, steps: ['Open the case, then the placement, then its plan.', 'Each section says who may write it. Somebody else’s words stay theirs.', 'Agree it for your part. The designated person and the young person agree in their own way; in a meeting, with somebody who was there as a witness.', 'It is due 30 days after the start, and better before. The system reminds you in July, before the start and after it.', 'Each version can be kept as a PDF, from its page.'] },
      { title: 'Hold and record a review', href: CASES, steps: ['Record who was there, what changed, and what the young person said.', 'Ask whether they feel safe there. A no raises a problem the same day.', 'One meeting can count for several reviews. The page says for which it counts, and for which it does not and why.'] },
      { title: 'Answer an emergency', href: HOME, steps: ['The mail and the top of every page lead to it. Say that you are on it with one tap.', 'Within 24 hours, by day and night, write what you did.'] },
      { title: 'Go on with a form that you did not send', href: HOME, steps: ['What you type is kept as you type it, for you alone, for 7 days. Open the same page again, also after you were signed out: it is there.', 'The page says so, and lets you start afresh.'] },
      KEEP_VIEW,
      { title: 'Go on leave', href: '/absences', steps: ['Say from when to when, and who covers. They see your cases for those days, and get your mails.'] },
      { title: 'Give the young person their own pages', href: CASES, steps: ['Open the case, then “The young person’s own access”. A link goes to their phone or mail.', 'Set a PIN together. With it they see everything that is about them.'] },
    ],
  },
  'team-manager': {
    title: 'Team managers in social care',
    intro: 'You see the cases of your team, and who of your key workers has what before them.',
    pictures: [{ file: 'team-manager-queue.jpg', caption: 'What was missed in your team', alt: 'The escalation queue of a team manager: how many items there are of each level, and what was missed in the cases of the team, each with its clause, who owes it and for how many days.' }],
    topics: [
      CHOOSE_WHOSE,
      { title: 'Register a young person, and give them a key worker', href: '/register', steps: ['Register them with the number that your authority has for them. Nobody is registered twice: the page says whose number it is already.', 'Open the case, assign a key worker, and say whether they have the authority to act. Provider and designated person are told of a change by themselves.'] },
      { title: 'Answer for a key worker who is away', href: HOME, steps: ['While a case has no key worker, what they owe waits for you, an emergency as well.', 'You say for a key worker of your team who holds no post that they are away, and who covers. Everybody else says it themselves, or whoever may fill their post.'] },
      { title: 'Follow up what was missed', href: '/escalations', steps: ['You are told at level 1. Take the item, note what was done, or hand it over.', 'It closes by itself once the duty is done. That it was late stays on record.'] },
      { title: 'Decide on a hold', href: '/holds', steps: ['What others asked for in the cases of your team waits there for your word, and on your home page. Never what you asked for, or owe yourself.'] },
    ],
  },
  'designated-person': {
    title: 'Designated persons of providers',
    intro: 'All your learners of all authorities are in one list, with one form for each thing.',
    pictures: [
      { file: 'designated-person-cases.jpg', caption: 'Your learners', alt: 'The list of cases of a designated person: each learner with their authority, their key worker, how many duties are open and when the next is due.' },
      { file: 'designated-person-risk-notice.jpg', caption: 'A risk notice, with its calls', alt: 'A risk notice: how many hours are left to tell both people, what happened and when, and for the key worker that the call is done, with the number.' },
    ],
    topics: [
      { title: 'Report a suspension, an exclusion, or that somebody may lose their place', href: CASES, steps: ['Open the case and report it: what happened, and when. It works on a phone in a corridor.', 'Two e-mails go by themselves, to the key worker and the Virtual School. You call both on the same day: tap a number, and record how it went.', 'The time left to midnight stands on the page. If nobody answers, record that too, and try whoever stands in.'] },
      { title: 'Be ready for the start', href: HOME, steps: ['Your home page lists what is owed before each start: contacts, plan, visits, mentor, entitlements.', 'You are owed things too: if the contacts are wrong or missing, say so there.'] },
      { title: 'Raise an emergency', href: CASES, steps: ['Open the case, “Raise an emergency”. One page, one button.', 'The key worker answers within 24 hours. The page says who has seen it.'] },
      { title: 'Before a place ends for good', href: CASES, steps: ['No permanent exclusion and no early end without a professionals’ meeting. The page says what is still missing.', 'It is not refused to write down what has happened: a breach is recorded and goes to both Virtual Heads.'] },
      KEEP_VIEW,
      { title: 'Send returns', href: CASES, steps: ['Attendance, retention and results are recorded for each learner; what is missing is on your home page.'] },
    ],
  },
  'signatory': {
    title: 'Signatories of providers',
    intro: 'You sign the agreement for your provider, and see to it that somebody is its designated person.',
    pictures: [{ file: 'signatory-agreement.jpg', caption: 'The agreement of your provider', alt: 'An agreement: with which Virtual School it is, that it is in force since when, and what there is to do with it.' }],
    topics: [
      { title: 'Sign the agreement', href: '/agreements', steps: ['Open it and read what is in it; it can be kept as a PDF.', 'Sign for your provider. What is changed after that is signed again. A paper with both signatures can be kept as a scan.'] },
      { title: 'Name the designated person', href: '/posts', steps: ['Say who it is, from which day, and how to reach them. Everybody who works with them is told.', 'While nobody is in post, you stand in: what they owe waits for you.'] },
      { title: 'Say who is away', href: '/absences', steps: ['Whoever holds a post that you fill can be said to be away, with who covers. Cover sees their cases for those days.'] },
      { title: 'Answer what is put to you', href: HOME, steps: ['Where a Virtual School puts something to you, it is on your home page with its day.'] },
    ],
  },
  'virtual-school': {
    title: 'Virtual Schools',
    intro: 'You see your authority’s young people wherever they learn, and the providers that signed with you.',
    pictures: [
      { file: 'virtual-school-queue.jpg', caption: 'The escalation queue', alt: 'The escalation queue: how many items there are of each level, and a list of what was missed, each with its clause, who owes it, its level, for how many days, who has it and the last note.' },
      { file: 'virtual-school-clauses.jpg', caption: 'How each promise is kept', alt: 'The coverage page: a table of the clauses of the agreement, with how many duties under each are open, missed, in time, late, no longer owed and on hold.' },
    ],
    topics: [
      CHOOSE_WHOSE,
      { title: 'Work the escalation queue', href: '/escalations', steps: ['What was missed is there, the highest level first: whose it is, for how many days, and what was done last.', 'Take an item, so that others see that it is yours. Note what you did, hand it over, or say why it is not owed any more.', 'What was late stays late in the figures, also when it is done.'] },
      { title: 'Hold a duty that cannot be done now', href: '/holds', steps: ['From its line in the case, or on the page of the organisation, a key contact or the Virtual Head asks for a hold, with an end and a reason.', 'It counts once a second person approves it who does not owe the duty: what waits for you is on the home page. The date stays, and what is late stays late.'] },
      { title: 'Say that a case was registered by mistake', href: CASES, steps: ['Open the case and record that it ends, because it was registered by mistake; name the right case where somebody is registered twice. Answer first what is urgent.', 'Nothing is owed in it any more, and the young person’s way in to it ends. Team managers can do it, too.'] },
      { title: 'Let an inspector read', href: '/inspections', steps: ['The Virtual Head names them, for which cases and to which day. The data protection lead or another Virtual Head approves it.', 'Somebody from outside is invited by mail, and is out when the inspection ends.'] },
      { title: 'Prepare the returns about care leavers', href: '/statutory-returns', steps: ['Key workers record each contact with a care leaver in the case: in touch, activity, where they live.', 'The page has each care leaver of the year as the return has them, what is to be put right first, and until when.', 'Ask for a file; a second person of your Virtual School approves it, and you fetch it once.'] },
      { title: 'Make an agreement with a provider, and review it', href: '/agreements', steps: ['The page says what stands against its coming into force: support of social care, meeting, form, signatures. It can be kept as a PDF.', 'After a year the review is filled in with the figures. Both sides write, check the contacts and sign.'] },
      { title: 'Look at how each promise is kept', href: '/coverage', steps: ['For each clause: how it is kept, how many are open, in time, late; for an authority, a provider, a period.'] },
      { title: 'Set shorter limits', href: HOME, steps: ['On your authority’s page, “Settings”. Limits of the text can only become shorter.', 'Before you save, the page says how many dates would move.'] },
      KEEP_VIEW,
    ],
  },
  'director': {
    title: 'Directors of Children’s Services',
    intro: 'What is still not done at the third level comes to you. You open no case.',
    pictures: [{ file: 'director-clauses.jpg', caption: 'How each promise is kept in your authority', alt: 'The coverage page of a Director: a table of the clauses with how many duties under each are open, missed, in time, late and on hold, for all young people of the authority.' }],
    topics: [
      { title: 'See what has come to you', href: '/escalations', steps: ['Each item has its clause, whose it is and for how many days it is over; no name of a young person, and nothing that was written about them.', 'Ask the Virtual Head: they have the item, and note what is done.'] },
      { title: 'Look at how each promise is kept', href: '/coverage', steps: ['Counted for all young people of your authority. The table can be kept as a file.'] },
      { title: 'Go on leave', href: '/absences', steps: ['Say from when to when, and who covers. They are told in your place.'] },
    ],
  },
  'data-protection-lead': {
    title: 'Data protection leads',
    intro: 'You see who looked at what and why, give young people their own file, and say what is kept and what is erased.',
    pictures: [{ file: 'data-protection-lead-who-looked.jpg', caption: 'Who looked at the cases of your authority', alt: 'A table of those who looked at cases: when, who and of which organisation, as what, at which case and why.' }],
    topics: [
      { title: 'See who looked', href: '/who-looked', steps: ['Ask for a case or for a person: when they looked, as what, and why. Lists are there as lists, with what stood on them.', 'Looks that took a reason, such as in an emergency, come first.'] },
      { title: 'Give a young person their own file', href: '/own-files', steps: ['A request has a last day, which the law sets. Look through what is about others as well, then let the file go.', 'The young person fetches it themselves, or you hand it over.'] },
      { title: 'Judge an opening in an emergency', href: '/emergency-access', steps: ['Whoever opened a case without a part in it said why. You say afterwards whether that was right.'] },
      { title: 'Hold a record, or erase it', href: '/retention', steps: ['Records are due to be erased after the time that your authority sets. A hold keeps one longer, with a reason.', 'Erasing takes two people, and cannot be undone.'] },
      { title: 'Let an inspector read', href: '/approvals', steps: ['A Virtual Head asks for it; you approve or refuse.'] },
    ],
  },
  'inspector': {
    title: 'Inspectors',
    intro: 'You read the cases that a Virtual Head named, to the day that was said. You change nothing.',
    pictures: [{ file: 'inspector-cases.jpg', caption: 'The cases that you inspect', alt: 'The list of cases of an inspector: each young person with their authority and provider, how many duties are open, and what was missed.' }],
    topics: [
      { title: 'Read a case', href: CASES, steps: ['Each case has its duties with their dates and reasons, its plans, notices, records and its timeline.', 'That you looked, and that it was to inspect, stands in the timeline. The young person can see it.'] },
      { title: 'When it ends', href: HOME, steps: ['After the last day nothing opens any more. If you were invited for this inspection alone, your sign-in ends with it.'] },
    ],
  },
  'administrator': {
    title: 'Administrators',
    intro: 'You bring people in and let them go. You see no case.',
    pictures: [
      { file: 'administrator-people.jpg', caption: 'The people of your organisation', alt: 'Who can sign in: a search by name or address, and a card for each person with their e-mail address, whether they have a password, a button that invites them and a link that puts them out.' },
      { file: 'administrator-import.jpg', caption: 'Import a roster', alt: 'The page on which a file is chosen: whether providers, people, young people or placements are in it, with the columns of each, and below that the file itself.' },
    ],
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
