/** A page to show: the view's path below `views/` without its ending, what it is about, and the status. */
export class Page {
  constructor(
    readonly view: string,
    readonly model: object,
    readonly status: number,
    /** For other sites to show within their own: nothing of whoever looks is in it, and caches may keep it. */
    readonly isEmbedded = false,
  ) {}
}

/** Somewhere else to go after a change (303), with what the next page says at its top. */
export class Redirect {
  constructor(
    readonly to: string,
    readonly confirmation: Confirmation | null,
  ) {}
}

/** What has been done, and what happens next. */
export interface Confirmation {
  title: string;
  text?: string;
}

/** JSON with what HTTP says beside it. */
export class JsonAnswer {
  constructor(
    readonly body: object,
    readonly beside: { version?: number; location?: string; status?: number },
  ) {}
}

/** `return page('cases/show', { case })`. The same as Nest's @Render, for handlers that may also answer otherwise. */
export const page = (view: string, model: object = {}, status = 200) => new Page(view, model, status);

/** `return embedded('public-information/about', {…})`: the view as a council's own site frames it, without our header and foot. */
export const embedded = (view: string, model: object) => new Page(view, { ...model, layout: 'embedded.njk' }, 200, true);

/** `return redirect('/cases/LS-ABC234', { title: 'The plan is agreed', text: 'The next review is due …' })`. */
export const redirect = (to: string, confirmation: Confirmation | string | null = null) =>
  new Redirect(to, typeof confirmation === 'string' ? { title: confirmation } : confirmation);

/** `return json(presented, { version: row.version })`: the version becomes the ETag that the next change sends as If-Match. */
export const json = (body: object, beside: { version?: number; location?: string; status?: number } = {}) => new JsonAnswer(body, beside);
