import { page, type Page } from '../web/answers.js';
import { catalogue } from './languages.js';

/** A page of a young person's own: its view below `views/me/`, with the catalogue's words beside its model. */
export const mePage = (view: string, model: object = {}, status = 200): Page => page(`me/${view}`, { ...catalogue(), ...model }, status);
