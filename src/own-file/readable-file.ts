import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { eventInWords } from '../audit/event-words.js';
import { capacityInWords } from '../domain/capacity.js';
import { purposeInWords } from '../domain/purposes.js';
import { parseLocalDate } from '../domain/time/local-date.js';
import { dateTime, localDate } from '../web/template-filters.js';
import type { OwnFile } from './own-file.js';

const VIEWS = fileURLToPath(new URL('../../views/own-file', import.meta.url));
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(VIEWS), { autoescape: true });
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Codes that have words. */
const IN_WORDS: Readonly<Record<string, (code: string) => string>> = { 'audit_event.name': eventInWords, 'audit_event.capacity': capacityInWords, 'audit_event.purpose': purposeInWords };

/** The file as a page to be kept: nothing in it is fetched from anywhere. */
export function readableFile(file: OwnFile): string {
  const parts = file.parts.filter(({ rows }) => rows.length > 0).map(({ table, title, rows, withheld }) => ({
    title, withheld,
    rows: rows.map((row) => Object.entries(row).filter(([, value]) => value !== null && value !== '').map(([column, value]) => ({ label: labelOf(column), text: inWords(`${table}.${column}`, value) }))),
  }));
  return environment.render('file.njk', { ...file, made: dateTime(new Date(file.madeAt)), parts, empty: file.parts.filter(({ rows }) => rows.length === 0).map(({ title }) => title) });
}

const labelOf = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();

function inWords(place: string, value: unknown): string {
  if (typeof value === 'string') return IN_WORDS[place]?.(value) ?? (INSTANT.test(value) ? dateTime(new Date(value)) : parseLocalDate(value) ? localDate(value) : value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map((one) => inWords('', one)).join(', ');
  if (value === null || typeof value !== 'object') return String(value ?? '');
  return Object.entries(value).map(([name, inner]) => `${labelOf(name)}: ${inWords('', inner)}`).join('\n');
}
