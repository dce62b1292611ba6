import type { CaseView, Contact } from '../young-people/case-view.js';
import { texts } from './languages.js';
import { say, type Words } from './words.js';

type OwnRole = keyof Words['people']['roles'];

/** Somebody who is there for a young person, and how to reach them. */
export interface OwnPerson {
  role: OwnRole;
  /** “My key worker”, and what such a person does. */
  title: string;
  does: string;
  name: string;
  phone: string | null;
  email: string | null;
}

/** The people of a case, as the young person has them: the key worker first. */
export function peopleOf(view: CaseView): OwnPerson[] {
  const person = (role: OwnRole, { name, phone, email }: Pick<Contact, 'name'> & Partial<Contact>, values: Record<string, string> = {}): OwnPerson => ({
    role, title: say(texts().people.roles[role], values), does: texts().people.does[role], name, phone: phone ?? null, email: email ?? null,
  });
  const running = view.placements.filter(({ ending }) => ending === null);
  return [
    ...view.keyWorkers.filter(({ fromAt, untilAt, active }) => active && fromAt <= view.now && (untilAt === null || untilAt > view.now)).map((one) => person('key-worker', one)),
    ...running.flatMap(({ id, provider, designatedPeople }) => [
      ...designatedPeople.map((one) => person('designated-person', one, { provider: provider.name })),
      ...mentorOf(view, id).map((one) => person('mentor', one, { provider: provider.name })),
    ]),
    ...view.keyContacts.map((one) => person('key-contact', one, { authority: view.homeAuthority.name })),
  ];
}

/** The mentor who was named last (EP10): reached as was written down, by e-mail or by phone. */
function mentorOf({ records }: CaseView, placementId: number): { name: string; email?: string; phone?: string }[] {
  const last = records.find(({ kind, placementId: of }) => kind === 'mentor-introduced' && of === placementId);
  if (last?.words.mentor === undefined) return [];
  const reach = last.words.reach ?? '';
  return [{ name: last.words.mentor, ...(reach.includes('@') ? { email: reach } : /\d{5}/.test(reach.replace(/\s/g, '')) ? { phone: reach } : {}) }];
}
