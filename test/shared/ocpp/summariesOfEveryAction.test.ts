import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';
import { ACTIONS } from '../../../shared/ocpp/catalog.ts';
import { exampleCall, exampleFor } from '../../../shared/ocpp/example.ts';
import { sayAnything } from '../../../shared/ocpp/summaries/generic.ts';
import { summarise } from '../../../shared/ocpp/summaries/summarise.ts';
import { OCPP_VERSIONS, type OcppVersion } from '../../../shared/ocpp/version.ts';
import { fullExample } from './fullExample.ts';
import { schemasOf, type ActionSchema } from './schemas.ts';

type Case = ActionSchema & { version: OcppVersion };

const CASES: readonly Case[] = OCPP_VERSIONS.flatMap((version) =>
  schemasOf(version)
    .filter(({ action }) => ACTIONS[version].some(({ name }) => name === action))
    .map((entry) => ({ version, ...entry })),
);
const name = ({ version, action, part }: Case): string => `${version} ${action} ${part}`;

function say({ version, action, part }: Case, payload: Json): string {
  const kind = part === 'request' ? 'call' : 'result';
  return summarise({ version, kind, direction: 'in', action, payload });
}

/** Nothing but what the generic summary, too, says in words of its own. */
const SAID_BY_ANYTHING = new Set(['status', 'statusInfo', 'customData']);

function hasMore(payload: Json): payload is JsonObject {
  return isJsonObject(payload) && Object.keys(payload).some((key) => !SAID_BY_ANYTHING.has(key));
}

/** What a technician looks for first, wherever it stands in a message, and how it is said. */
const IMPORTANT: ReadonlyArray<readonly [key: string, said: (value: string) => string]> = [
  ['status', (value) => value],
  ['reasonCode', (value) => value],
  ['connectorId', (value) => `connector ${value}`],
  ['evseId', (value) => `EVSE ${value}`],
  ['transactionId', (value) => `transaction ${value}`],
  ['requestId', (value) => `request ${value}`],
  ['reservationId', (value) => `reservation ${value}`],
  ['limit', (value) => value],
  ['location', () => 'files.example.com'],
  ['reason', (value) => value],
  ['type', (value) => value],
  ['key', (value) => value],
];

describe('every action of every version', () => {
  it('is in the catalogue with both halves', () => {
    for (const version of OCPP_VERSIONS) {
      const known = new Set(schemasOf(version).map(({ action }) => action));
      expect(ACTIONS[version].filter((action) => !known.has(action.name))).toEqual([]);
    }
    expect(CASES.length).toBeGreaterThan(350);
  });

  it.each(CASES.map((one) => [name(one), one] as const))('%s says something of its own', (_name, one) => {
    const full = fullExample(one.schema);
    const line = say(one, full);
    expect(line).not.toBe('');
    expect(line).not.toMatch(/undefined|null|NaN|\[object|: \d+ items?\b|secret/);
    if (hasMore(full)) expect(line).not.toBe('empty answer');
    // The generic list calls fields by their names: `tbc: yes`, `request id 7`.
    if (hasMore(full) && line === sayAnything(full)) expect(line).not.toMatch(/: yes|: no|\bid \d/);
  });

  it.each(CASES.map((one) => [name(one), one] as const))('%s names what is important', (_name, one) => {
    const full = fullExample(one.schema);
    const line = say(one, full);
    if (!isJsonObject(full)) return;
    for (const [key, said] of IMPORTANT) {
      const value = full[key];
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      expect(line).toContain(said(String(value)).slice(0, 40));
    }
  });

  it.each(CASES.map((one) => [name(one), one] as const))('%s takes the shortest message', (_name, one) => {
    const example =
      one.part === 'request'
        ? exampleCall(one.version, one.action, one.schema, { nowMs: 0 })
        : exampleFor(one.schema, { nowMs: 0 });
    expect(say(one, example)).not.toMatch(/^$|undefined|\[object/);
  });

  it('says the unit of a limit', () => {
    const limits = CASES.filter(({ action }) =>
      /SetChargingProfile|RemoteStartTransaction|RequestStartTransaction|NotifyChargingLimit/.test(action),
    );
    for (const one of limits.filter(({ part, version }) => part === 'request' && version !== '1.5')) {
      expect(say(one, fullExample(one.schema))).toMatch(/16\.5 [AW]\b/);
    }
  });

  it('takes anything in the place of every field', () => {
    const junk = fc.oneof(
      fc.constantFrom<Json>(null, true, '', '7', -1, 1e300, [], [[]], {}, [{}], [null], ['x', 7]),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...CASES), fc.infiniteStream(junk), fc.nat(6), (one, values, every) => {
        let count = 0;
        const spoil = (value: Json): Json => {
          count += 1;
          if (count % (every + 2) === 0) return values.next().value as Json;
          if (Array.isArray(value)) return value.map(spoil);
          if (!isJsonObject(value)) return value;
          return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spoil(part)]));
        };
        const line = say(one, spoil(fullExample(one.schema)));
        expect(line.length).toBeLessThanOrEqual(160);
        expect(line).not.toMatch(/[\p{Cc}]|undefined|\[object/u);
      }),
      { numRuns: 2000 },
    );
  });
});
