import { page, type Page } from '../web/answers.js';
import { LANGUAGES, texts } from './languages.js';
import { say } from './words.js';

/** A page of a young person's own: its view below `views/me/`, with the catalogue's words beside its model. */
export const mePage = (view: string, model: object = {}, status = 200): Page => page(`me/${view}`, { words: texts(), languages: Object.values(LANGUAGES), say, ...model }, status);
