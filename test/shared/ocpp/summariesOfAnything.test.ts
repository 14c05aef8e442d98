import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/json.ts';
import { ACTIONS } from '../../../shared/ocpp/catalog.ts';
import { summarise } from '../../../shared/ocpp/summaries/summarise.ts';
import { summariseRecord } from '../../../shared/ocpp/summaries/summariseRecord.ts';
import { OCPP_VERSIONS } from '../../../shared/ocpp/version.ts';
import { RECORD_KINDS } from '../../../shared/trace/record.ts';

describe('summaries of anything', () => {
  const actions = [...new Set(OCPP_VERSIONS.flatMap((version) => ACTIONS[version].map(({ name }) => name)))];
  /** Keys that the summaries look for, so that wrong shapes come where they hurt. */
  const key = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'status',
      'meterValue',
      'sampledValue',
      'value',
      'unit',
      'unitOfMeasure',
      'multiplier',
      'phase',
      'measurand',
      'idTagInfo',
      'idToken',
      'evse',
      'evseId',
      'connectorId',
      'chargingStation',
      'configurationKey',
      'unknownKey',
      'key',
      'component',
      'variable',
      'getVariableData',
      'setVariableResult',
      'eventData',
      'chargingProfile',
      'transactionInfo',
      'csChargingProfiles',
      'chargingSchedule',
      'chargingSchedulePeriod',
      'limit',
      'firmware',
      'location',
      'message',
      'certificateChain',
      'certificateType',
      'transactionId',
      'statusInfo',
      'localAuthorizationList',
      'totalCost',
    ),
  );
  const { tree: payload } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, 0, -1, 1e300, 5e-324, '', ' 7 ', 'L1', 'Power.Active.Import', 'W'),
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    ),
  }));

  it('never throw, and are one short line', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RECORD_KINDS),
        fc.option(fc.oneof(fc.constantFrom(...actions), fc.string()), { nil: undefined }),
        fc.option(payload, { nil: undefined }),
        (kind, action, payload) => {
          const json = payload === undefined ? undefined : (JSON.parse(JSON.stringify(payload)) as Json);
          const line = summarise({ kind, direction: 'in', action, payload: json });
          expect(line.length).toBeLessThanOrEqual(160);
          expect(line).not.toMatch(/[\p{Cc}]|undefined|\[object/u);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('never throw for any raw text under any kind', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RECORD_KINDS),
        fc.constantFrom(...actions),
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        fc.constantFrom('text' as const, 'base64' as const),
        (kind, action, raw, rawEncoding) => {
          const line = summariseRecord({ kind, direction: 'out', action, raw, rawEncoding });
          expect(line.length).toBeLessThanOrEqual(160);
        },
      ),
    );
  });

  it('take deep nesting and long frames', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const raw of [`[2,"1","Reset",${deep}]`, `[2,"1","Reset",{"type":${deep}}]`, deep]) {
      expect(
        summariseRecord({ kind: 'call', direction: 'in', action: 'Reset', raw, rawEncoding: 'text' }),
      ).toBeTypeOf('string');
    }
  });
});
