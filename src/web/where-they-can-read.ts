import type { FastifyRequest } from 'fastify';
import type { CaseSight } from '../young-people/case-sight.service.js';
import { redirect, type Redirect } from './answers.js';

const CLOSED = 'This case is closed to you now: with what you recorded your part in it is over. The home authority has it.';

/** Where a form leads: to the home page, which says so, where what it recorded closed the case that it would lead to. */
export async function whereTheyCanRead(answer: Redirect, { visitor }: FastifyRequest, sight: CaseSight): Promise<Redirect> {
  const [, reference] = /^\/cases\/(LS-[^/?#]+)/.exec(answer.to) ?? [];
  if (reference === undefined || answer.confirmation === null || !visitor) return answer;
  if (await sight.isOpenTo(visitor.person, reference)) return answer;
  const { title, text } = answer.confirmation;
  return redirect('/', { title, text: text === undefined ? CLOSED : `${text} ${CLOSED}` });
}
