import type { EntityManager } from 'typeorm';
import type { Post } from '../domain/agreement/roles.js';
import type { SignatureFormValues } from '../domain/agreement/signature-form.js';
import type { LocalDate } from '../domain/time/local-date.js';

interface InPost {
  post: Post;
  name: string;
  email: string;
  phone: string | null;
}

/** The form as those in post would fill it in, so that nobody types what is known; whoever came last of several. */
export async function formFromPosts(manager: EntityManager, parties: { providerId: number; authorityCode: string }, today: LocalDate): Promise<SignatureFormValues> {
  const people = await peopleInPost(manager, parties, today);
  const holder = (post: Post) => people.find((person) => person.post === post);
  const [signatory, tutor, head, contact] = [holder('signatory'), holder('designated-person'), holder('virtual-head'), holder('key-contact')];
  return {
    signatoryName: signatory?.name ?? null,
    signatoryEmail: signatory?.email ?? null,
    signatoryRole: null,
    designatedTutorName: tutor?.name ?? null,
    designatedTutorEmail: tutor?.email ?? null,
    designatedTutorPhone: tutor?.phone ?? null,
    virtualHeadName: head?.name ?? null,
    virtualHeadEmail: head?.email ?? null,
    keyContactName: contact?.name ?? null,
    keyContactEmail: contact?.email ?? null,
  };
}

/** Those in the posts of both parties; whoever came last to one first. */
export async function peopleInPost(manager: EntityManager, { providerId, authorityCode }: { providerId: number; authorityCode: string }, today: LocalDate): Promise<InPost[]> {
  return manager.query<InPost[]>(IN_POST_SQL, [providerId, authorityCode, today]);
}

const IN_POST_SQL = `
SELECT h.post, n.name, n.email, n.phone FROM post_holding h JOIN person n ON n.id = h.person_id AND n.active
WHERE (h.provider_id = $1 OR h.authority_code = $2)
  AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3)
ORDER BY h.from_on DESC, h.id DESC`;
