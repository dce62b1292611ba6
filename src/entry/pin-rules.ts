import type { LocalDate } from '../domain/time/local-date.js';

export const PIN = /^\d{6}$/;

/** A PIN that others try first: one digit or pair again and again, digits in a row, or the day of birth in any order. */
export function isEasyToGuess(pin: string, bornOn: LocalDate): boolean {
  if (/^(\d)\1{5}$|^(\d\d)\2\2$|^(\d{3})\3$/.test(pin)) return true;
  const steps = new Set([...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10));
  if (steps.size === 1) return true;
  const [year = '', month = '', day = ''] = bornOn.split('-');
  const short = year.slice(2);
  return [`${day}${month}${short}`, `${month}${day}${short}`, `${short}${month}${day}`, `${day}${year}`, `${year}${day}`, `${month}${year}`, `${year}${month}`].includes(pin);
}
