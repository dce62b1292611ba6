import { checkUln, isUkprn, isUpn } from '../domain/identifiers.js';
import { parseLocalDate, weekday } from '../domain/time/local-date.js';
import { CASE_REFERENCE } from '../young-people/case-reference.js';

/** A cell as the system keeps it, in its one form, or a coded reason why it cannot be read and what to do. */
export type ReadCell = { value: string } | { code: string; message: string };
export type CellReader = (text: string) => ReadCell;

const fault = (code: string, message: string): ReadCell => ({ code, message });

/** A text up to so many characters. */
export const words = (max: number): CellReader => (text) =>
  [...text].length <= max ? { value: text } : fault('TOO_LONG', `Shorten it to ${max} characters.`);

/** A day, as YYYY-MM-DD or as DD/MM/YYYY. */
export const day: CellReader = (text) => {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = british ? `${british[3]}-${british[2]?.padStart(2, '0')}-${british[1]?.padStart(2, '0')}` : text;
  const on = parseLocalDate(iso);
  return on === null
    ? fault('NOT_A_DATE', 'There is no such day: write it as YYYY-MM-DD or DD/MM/YYYY, for example 2008-09-14 or 14/09/2008.')
    : { value: on };
};

/** A word of a list, by its code or its name, in any case. */
export const oneOf = (choices: Readonly<Record<string, string | { name: string }>>): CellReader => {
  const codes = new Map<string, string>();
  for (const [code, choice] of Object.entries(choices)) {
    codes.set(code.toLowerCase(), code);
    codes.set((typeof choice === 'string' ? choice : choice.name).toLowerCase(), code);
  }
  return (text) => {
    const code = codes.get(text.toLowerCase());
    return code === undefined ? fault('NOT_IN_LIST', `Write one of: ${Object.keys(choices).join(', ')}.`) : { value: code };
  };
};

const YES_NO = new Map([['yes', 'yes'], ['y', 'yes'], ['true', 'yes'], ['1', 'yes'], ['no', 'no'], ['n', 'no'], ['false', 'no'], ['0', 'no']]);

export const yesOrNo: CellReader = (text) => {
  const value = YES_NO.get(text.toLowerCase());
  return value === undefined ? fault('NOT_YES_OR_NO', 'Write yes or no.') : { value };
};

export const uln: CellReader = (text) => {
  const digits = text.replaceAll(' ', '');
  switch (checkUln(digits)) {
    case 'valid':
      return { value: digits };
    case 'none':
      return { value: '' };
    case 'invalid':
      return fault('ULN_INVALID', 'This is not a unique learner number (ten digits, the last of which checks the others): look it up again, or leave it empty.');
  }
};

export const upn: CellReader = (text) => {
  const value = text.replaceAll(' ', '').toUpperCase();
  return isUpn(value)
    ? { value }
    : fault('UPN_INVALID', 'This is not a unique pupil number (a letter that checks the 12 characters after it): look it up again, or leave it empty.');
};

export const ukprn: CellReader = (text) =>
  isUkprn(text) ? { value: text } : fault('UKPRN_INVALID', 'Write the UK provider reference number: eight digits that begin with 1.');

export const authorityCode: CellReader = (text) =>
  /^e\d{8}$/i.test(text)
    ? { value: text.toUpperCase() }
    : fault('AUTHORITY_CODE_INVALID', "Write the authority's code of the Office for National Statistics: E and eight digits, for example E08000025.");

/** An authority's code or a provider's UKPRN. */
export const organisation: CellReader = (text) =>
  /^(e\d{8}|1\d{7})$/i.test(text)
    ? { value: text.toUpperCase() }
    : fault('ORGANISATION_INVALID', "Write an authority's code (E and eight digits) or a provider's UKPRN (eight digits that begin with 1).");

export const email: CellReader = (text) =>
  text.length <= 254 && /^[^\s@<>()[\],;:\\"]+@[^\s@.<>()[\],;:\\"]+(\.[^\s@.<>()[\],;:\\"]+)+$/.test(text)
    ? { value: text.toLowerCase() }
    : fault('EMAIL_INVALID', 'Write an e-mail address, for example name@organisation.example.');

export const phone: CellReader = (text) =>
  /^\+?[\d ()-]{7,25}$/.test(text) && text.replace(/\D/g, '').length >= 7
    ? { value: text }
    : fault('PHONE_INVALID', 'Write a telephone number: digits and spaces, with a leading + where it is not in the United Kingdom.');

/** A case's reference, in any case. */
export const caseReference: CellReader = (text) =>
  CASE_REFERENCE.test(text.toUpperCase()) ? { value: text.toUpperCase() } : fault('REFERENCE_INVALID', 'Write the reference of the case as its pages show it, for example LS-7K2QF9, or leave it empty and fill in uln.');

/** A month, as YYYY-MM or MM/YYYY; a spreadsheet may have made it the first day of it. */
export const month: CellReader = (text) => {
  const british = /^(?:0?1\/)?(\d{1,2})\/(20\d\d)$/.exec(text);
  const [, year, of] = british ? [null, british[2], british[1]?.padStart(2, '0')] : (/^(20\d\d)-(\d\d)(?:-01)?$/.exec(text) ?? []);
  return year !== undefined && of !== undefined && /^(0[1-9]|1[0-2])$/.test(of) ? { value: `${year}-${of}` } : fault('NOT_A_MONTH', 'Write the month as YYYY-MM or MM/YYYY, for example 2026-10 or 10/2026.');
};

/** The Monday of a week. */
export const monday: CellReader = (text) => {
  const read = day(text);
  return 'code' in read || weekday(read.value) === 1 ? read : fault('NOT_A_MONDAY', 'A week is named by its Monday: write the day on which it began.');
};

/** A whole number up to so many; zeros before it do not count. */
export const wholeNumber = (most: number): CellReader => (text) =>
  /^\d{1,9}$/.test(text) && Number(text) <= most ? { value: String(Number(text)) } : fault('NOT_A_NUMBER', `Write a whole number from 0 to ${most}, in digits: no formula, no sign, no unit.`);

export const level: CellReader = (text) =>
  /^[0-8]$/.test(text) ? { value: text } : fault('LEVEL_INVALID', 'Write the level of the course as one digit, 0 (entry level) to 8.');
