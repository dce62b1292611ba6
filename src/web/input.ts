import { Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { invalid, type Reason, type Refusal } from '../errors.js';

/**
 * The global pipe: bodies and queries are instances of DTO classes, with nothing in them that the class does not name.
 * Nothing is converted by its type alone: `1e3` in a path stays text for `ParseId` to judge.
 */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      transformOptions: { enableImplicitConversion: false },
      exceptionFactory: (errors) => refusalFor(errors),
    });
  }

  protected override transformPrimitive(value: unknown): unknown {
    return value;
  }
}

/** 422 with one reason for each field: what is missing says so, else the first rule that was broken. */
export function refusalFor(errors: readonly ValidationError[]): Refusal {
  return invalid(errors.flatMap((error) => reasonsFor(error, '')));
}

/** The codes that say more than the rule's own name. */
const CODES: Record<string, string> = {
  required: 'REQUIRED',
  realDate: 'NOT_A_DATE',
  realInstant: 'NOT_AN_INSTANT',
  isIn: 'NOT_A_CHOICE',
  isInt: 'NOT_A_WHOLE_NUMBER',
  isBoolean: 'NOT_TRUE_OR_FALSE',
  maxLength: 'TOO_LONG',
  minLength: 'TOO_SHORT',
  max: 'TOO_LARGE',
  min: 'TOO_SMALL',
  matches: 'WRONG_FORM',
  whitelistValidation: 'UNKNOWN_FIELD',
  unknownValue: 'NOT_AN_OBJECT',
  isObject: 'NOT_AN_OBJECT',
  nestedValidation: 'NOT_AN_OBJECT',
};

/** Where these are broken, the others say nothing more. */
const FIRST = ['whitelistValidation', 'required', 'minLength', 'isInt', 'isIn', 'isBoolean', 'realDate', 'realInstant'];

/** A rule about what is there, whatever class-validator says its value is. */
const NEVER_MISSING = ['whitelistValidation', 'isObject', 'unknownValue'];

function reasonsFor(error: ValidationError, path: string): Reason[] {
  const field = path + error.property;
  const rules = Object.keys(error.constraints ?? {});
  const rule = FIRST.find((name) => rules.includes(name)) ?? rules[0];
  const children = (error.children ?? []).flatMap((child) => reasonsFor(child, `${field}.`));
  if (rule === undefined) return children;
  const isMissing = !NEVER_MISSING.includes(rule) && (error.value === undefined || error.value === null || error.value === '');
  const code = isMissing ? 'REQUIRED' : (CODES[rule] ?? upperSnake(rule));
  return [{ code, sentence: sentenceFor(rule, code, field, error.constraints?.[rule] ?? ''), field }, ...children];
}

function sentenceFor(rule: string, code: string, field: string, said: string): string {
  if (rule === 'whitelistValidation') return `There is no field “${field.slice(0, 100)}” here. Leave it out.`;
  if (code === 'NOT_AN_OBJECT') return 'Send one object with named fields.';
  return said;
}

const upperSnake = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
