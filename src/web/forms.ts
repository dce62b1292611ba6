import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Refusal, type Reason } from '../errors.js';
import { Page, type Redirect } from './answers.js';
import { refusalFor } from './input.js';

/** What a browser sent: texts, or several of one name. */
export type FormValues = Record<string, string | string[]>;

/** A handler's parameter: the submitted form, without what the page itself put into it (`_token`, `_draft`, `_page`). */
export const Submitted = createParamDecorator((_data: unknown, context: ExecutionContext): FormValues => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Object.fromEntries(Object.entries((body ?? {}) as FormValues).filter(([name]) => !name.startsWith('_')));
});

/** What a view needs to show a form again: `values.x`, `errors.x` for `errorMessage`, `errorList` for the summary. */
export interface FormState {
  values: FormValues;
  errors: Record<string, { text: string }>;
  errorList: { text: string; href?: string }[];
}

/**
 * Takes a submitted form: checks it against the DTO class, does the work, and answers with where to go next. Where the
 * input, the law or another's change stands against it (409, 412, 422), the form comes back as it was typed, under a summary that links to
 * the fields, with that status. Other refusals go to the error page.
 *
 *     @Post() @Allow.signedIn()
 *     raise(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Submitted() form: FormValues) {
 *       return submitForm(RaiseEmergency, form, {
 *         work: async (input) => { await this.emergencies.raise(actor, reference, input); return redirect(`/cases/${reference}`, 'Raised'); },
 *         again: () => this.form(actor, reference),   // the Page that the GET shows
 *       });
 *     }
 */
export async function submitForm<T extends object>(
  Form: new () => T,
  values: FormValues,
  handle: { work: (input: T) => Promise<Redirect | Page>; again: () => Promise<Page> | Page },
): Promise<Redirect | Page> {
  return submitFields(values, { ...handle, work: async () => handle.work(await checkForm(Form, values)) });
}

/** The same for a form whose fields are known only when it comes: `work` reads them itself. */
export async function submitFields(values: FormValues, handle: { work: () => Promise<Redirect | Page>; again: () => Promise<Page> | Page }): Promise<Redirect | Page> {
  try {
    return await handle.work();
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 412, 422].includes(error.status)) throw error;
    const { view, model } = await handle.again();
    return new Page(view, { ...model, ...formState(values, error) }, error.status);
  }
}

/**
 * The input that a form holds. Date parts (`startsOn-day`, `-month`, `-year`, and `-time` for an instant) become one
 * text, empty fields are absent ones. Throws the Refusal 422 that `InputPipe` gives for JSON.
 */
export async function checkForm<T extends object>(Form: new () => T, values: FormValues): Promise<T> {
  const input = plainToInstance(Form, joinDates(values), { enableImplicitConversion: false });
  const errors = await validate(input, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  if (errors.length > 0) throw refusalFor(errors);
  return input;
}

/** What the view shows of a refusal: each reason beside its field, and all of them in the summary. */
export function formState(values: FormValues, refusal: Refusal): FormState {
  const reasons: Reason[] = refusal.reasons.length > 0 ? refusal.reasons : [{ code: refusal.code, sentence: refusal.detail }];
  const errors: FormState['errors'] = {};
  for (const { field, sentence } of reasons) if (field) errors[field] ??= { text: sentence };
  return { values, errors, errorList: reasons.map(({ field, sentence }) => ({ text: sentence, ...(field && { href: `#${idOf(field, values)}` }) })) };
}

/** A date input's first part is `startsOn-day`; every other field has its name as its id. */
const idOf = (field: string, values: FormValues) => (`${field}-day` in values ? `${field}-day` : field);

const PART = /^(.+)-(day|month|year|time)$/;

/** The fields of a form with each date's parts as one text, and without the empty ones. */
export function joinDates(values: FormValues): FormValues {
  const joined: FormValues = {};
  for (const [name, value] of Object.entries(values)) {
    const field = PART.exec(name)?.[1];
    const text = field === undefined ? value : joinDate(values, field);
    if (text !== '') joined[field ?? name] = text;
  }
  return joined;
}

function joinDate(values: FormValues, field: string): string {
  const part = (name: string, digits: number) => String(values[`${field}-${name}`] ?? '').trim().padStart(digits, '0');
  const typed = ['day', 'month', 'year', 'time'].some((name) => String(values[`${field}-${name}`] ?? '').trim() !== '');
  if (!typed) return '';
  const date = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
  return `${field}-time` in values ? `${date}T${part('time', 5)}` : date;
}

/** A form that is nothing but its button. */
export class JustAButton {}
