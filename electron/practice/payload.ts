import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** Why a payload is refused; each version has its own spelling of the CALLERROR code (OCPP 1.6J §4.2.3). */
export type Defect = 'missing' | 'type' | 'value';

/** Thrown while a payload is read; becomes the CALLERROR of that call. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly defect: Defect;

  constructor(defect: Defect, message: string) {
    super(message);
    this.defect = defect;
  }
}

function missing(field: string): Refusal {
  return new Refusal('missing', `the required field ${field} is missing`);
}

function mistyped(field: string, wanted: string): Refusal {
  return new Refusal('type', `the field ${field} must be ${wanted}`);
}

export function optionalText(payload: JsonObject, field: string): string | undefined {
  const value = payload[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw mistyped(field, 'a string');
  return value;
}

export function text(payload: JsonObject, field: string): string {
  const value = optionalText(payload, field);
  if (value === undefined) throw missing(field);
  return value;
}

export function oneOf<T extends string>(payload: JsonObject, field: string, allowed: readonly T[]): T {
  const value = text(payload, field);
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new Refusal('value', `${field} must be one of ${allowed.join(', ')}`);
  return found;
}

export function optionalNumber(payload: JsonObject, field: string): number | undefined {
  const value = payload[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw mistyped(field, 'a number');
  return value;
}

export function optionalInteger(payload: JsonObject, field: string): number | undefined {
  const value = optionalNumber(payload, field);
  if (value !== undefined && !Number.isInteger(value)) throw mistyped(field, 'an integer');
  return value;
}

export function integer(payload: JsonObject, field: string): number {
  const value = optionalInteger(payload, field);
  if (value === undefined) throw missing(field);
  return value;
}

export function flag(payload: JsonObject, field: string): boolean {
  const value = payload[field];
  if (value === undefined) throw missing(field);
  if (typeof value !== 'boolean') throw mistyped(field, 'a boolean');
  return value;
}

export function optionalObject(payload: JsonObject, field: string): JsonObject | undefined {
  const value = payload[field];
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) throw mistyped(field, 'an object');
  return value;
}

export function object(payload: JsonObject, field: string): JsonObject {
  const value = optionalObject(payload, field);
  if (value === undefined) throw missing(field);
  return value;
}

export function optionalList(payload: JsonObject, field: string): Json[] | undefined {
  const value = payload[field];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw mistyped(field, 'an array');
  return value;
}

export function optionalObjects(payload: JsonObject, field: string): JsonObject[] | undefined {
  return optionalList(payload, field)?.map((item) => {
    if (!isJsonObject(item)) throw mistyped(field, 'an array of objects');
    return item;
  });
}

export function objects(payload: JsonObject, field: string): JsonObject[] {
  const value = optionalObjects(payload, field);
  if (value === undefined) throw missing(field);
  return value;
}

export function optionalTexts(payload: JsonObject, field: string): string[] | undefined {
  return optionalList(payload, field)?.map((item) => {
    if (typeof item !== 'string') throw mistyped(field, 'an array of strings');
    return item;
  });
}

export function optionalIntegers(payload: JsonObject, field: string): number[] | undefined {
  return optionalList(payload, field)?.map((item) => {
    if (typeof item !== 'number' || !Number.isInteger(item)) throw mistyped(field, 'an array of integers');
    return item;
  });
}

/** An instant as epoch ms. */
export function optionalTime(payload: JsonObject, field: string): number | undefined {
  const value = optionalText(payload, field);
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw mistyped(field, 'a date and time');
  return at;
}

export function time(payload: JsonObject, field: string): number {
  const value = optionalTime(payload, field);
  if (value === undefined) throw missing(field);
  return value;
}

/** The objects of a list; nothing of what is no list. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}
