import { describeDate } from '../domain/time/local-date.js';
import type { PrintedDocument } from '../documents/document.js';
import type { StatusLetter } from './status-letters.service.js';

/** A status letter as it is printed (EP4): what the recipient needs for the purpose, and no more. */
export const letterDocument = (reference: string, letter: StatusLetter): PrintedDocument => ({
  title: `Status letter ${letter.id}: ${reference}`,
  fileName: `status-letter-${reference}-${letter.id}`,
  author: letter.authorityName,
  footer: `${letter.authorityName}. Confidential`,
  blocks: [
    { heading: letter.authorityName, level: 1 },
    { paragraph: describeDate(letter.writtenOn) },
    { paragraph: `To: ${letter.toWhom}` },
    { paragraph: `For: ${letter.whatFor}` },
    { paragraph: `We confirm that ${letter.legalName}, born ${describeDate(letter.bornOn)}, ${letter.status} ${letter.authorityName}.` },
    { paragraph: 'This letter is evidence for the purpose above. Please keep it only as long as that needs.' },
    { paragraph: `${letter.signedBy}\nfor ${letter.authorityName}` },
  ],
});
