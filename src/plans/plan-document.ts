import { describeInstant } from '../domain/time/london.js';
import { describeDate } from '../domain/time/local-date.js';
import type { Block, PrintedDocument } from '../documents/document.js';
import type { CaseView, PlacementView, PlanView } from '../young-people/case-view.js';
import { PLAN_PARTIES, type PlanParty } from './plan-agreement.entity.js';
import { documentOf } from './plan-page.js';

/** A version of the plan on paper (KW3, EP8): what its page says. */
export function planDocument(view: CaseView, placement: PlacementView, version: PlanView): PrintedDocument {
  const { number, agreements, reasonAfterStart } = version;
  return {
    title: `Education plan, version ${number}: ${view.reference}`,
    fileName: `education-plan-${view.reference}-${number}`,
    author: view.homeAuthority.name,
    footer: `Education plan ${view.reference}, version ${number}. Confidential. As it was at ${describeInstant(view.now)}`,
    blocks: [
      { heading: `Education plan, version ${number}`, level: 1 },
      { paragraph: `For ${view.preferredName}: ${placement.course} at ${placement.provider.name}, from ${describeDate(placement.startsOn)}.` },
      ...documentOf(version).flatMap(sectionBlocks),
      { heading: 'Agreed by', level: 2 },
      agreements.length === 0 ? { paragraph: 'Nobody yet.' } : { list: agreements.map(agreementLine) },
      ...(reasonAfterStart ? [{ paragraph: `Why not before the start: ${reasonAfterStart}` }] : []),
    ],
  };
}

function sectionBlocks({ name, title, written }: ReturnType<typeof documentOf>[number]): Block[] {
  const heading: Block = { heading: title, level: 2 };
  if (!written) return [heading, { paragraph: 'Not written yet.' }];
  const words: Block = name === 'own-words' ? { quotation: written.text } : { paragraph: written.text };
  return [heading, words, { note: `Written by ${written.writtenByName} at ${describeInstant(written.writtenAt)}.` }];
}

const agreementLine = ({ party, agreedAt, witness }: PlanView['agreements'][number]): string =>
  `${PLAN_PARTIES[party as PlanParty]}, at ${describeInstant(agreedAt)}${witness ? `, in a meeting. Witness: ${witness}` : ''}`;
