import { describe, expect, it } from 'vitest';
import { Schemas } from '../../../electron/core/central/schemas/schemas.ts';
import { commandsOf } from '../../../shared/ocpp/catalog.ts';
import { exampleCall, presetsOf } from '../../../shared/ocpp/example.ts';
import type { ExampleContext } from '../../../shared/ocpp/example/exampleContext.ts';
import { OCPP_VARIANTS, variantParts } from '../../../shared/ocpp/version.ts';

const nowMs = Date.UTC(2026, 10, 21, 9, 30, 15, 250);
const KNOWING: ExampleContext = {
  nowMs,
  connectorId: 2,
  evseId: 2,
  transactionId: '81',
  idTags: ['04A2B3C4D5E691', 'OTHER'],
  connectors: [
    { evseId: 1, connectorId: 1 },
    { evseId: 2, connectorId: 2, transactionId: '81' },
  ],
  configurationKeys: ['HeartbeatInterval', 'NumberOfConnectors'],
  reservationIds: [12],
  filesUrl: 'http://10.0.0.1:8887',
};
const CONTEXTS: ExampleContext[] = [
  { nowMs },
  KNOWING,
  {
    nowMs,
    connectors: Array.from({ length: 40 }, (_, at) => ({ connectorId: at + 1, transactionId: 'no number' })),
  },
];
const schemas = new Schemas();

describe.each(OCPP_VARIANTS)('presets of %s', (variant) => {
  const { version, transport } = variantParts(variant);
  const actions = commandsOf(version, transport).flatMap((group) => group.actions.map(({ name }) => name));

  it('are all valid, have names of their own, and begin with the example', async () => {
    const loaded = await schemas.load(version);
    for (const action of actions) {
      const schema = loaded.schema(action, 'request') ?? {};
      for (const context of CONTEXTS) {
        const presets = presetsOf(version, action, schema, context);
        for (const { label, payload } of presets) {
          expect(loaded.check(action, 'request', payload), `${action}: ${label}`).toEqual([]);
        }
        const labels = presets.map(({ label }) => label);
        expect(new Set(labels).size, `${action}: ${labels.join(', ')}`).toBe(labels.length);
        expect(presets[0]?.payload).toEqual(exampleCall(version, action, schema, context));
        expect(labels.length).toBeLessThanOrEqual(20);
      }
    }
  });
});

describe('presets', () => {
  const of = (version: '1.6' | '2.0.1', action: string, context = KNOWING): [string, unknown][] =>
    presetsOf(version, action, {}, context).map(({ label, payload }) => [label, payload]);

  it('know the station', () => {
    expect(of('1.6', 'RemoteStartTransaction')).toEqual([
      ['Connector 2, 04A2B3C4D5E691', { connectorId: 2, idTag: '04A2B3C4D5E691' }],
      ['Connector 1, 04A2B3C4D5E691', { connectorId: 1, idTag: '04A2B3C4D5E691' }],
      ['Any connector, 04A2B3C4D5E691', { idTag: '04A2B3C4D5E691' }],
    ]);
    expect(of('1.6', 'RemoteStopTransaction')).toEqual([
      ['Transaction 81 at connector 2', { transactionId: 81 }],
    ]);
    expect(of('1.6', 'GetConfiguration')).toEqual([
      ['All keys', {}],
      ['Some keys', { key: ['HeartbeatInterval', 'NumberOfConnectors'] }],
    ]);
    expect(of('1.6', 'CancelReservation')).toEqual([['Example', { reservationId: 12 }]]);
    expect(of('2.0.1', 'RequestStopTransaction')).toEqual([['EVSE 2: 81', { transactionId: '81' }]]);
  });

  it('offer what the action is for', () => {
    const labels = (version: '1.6' | '2.0.1', action: string): string[] =>
      of(version, action, { nowMs }).map(([label]) => label);
    expect(labels('1.6', 'Reset')).toEqual(['Soft', 'Hard']);
    expect(labels('1.6', 'TriggerMessage')).toContain('Heartbeat');
    expect(labels('1.6', 'SetChargingProfile')).toEqual([
      'Limit 16 A',
      'Limit 6 A',
      'Limit 0 A (pause)',
      'This transaction 6 A',
    ]);
    expect(labels('2.0.1', 'Reset')).toEqual(['Immediate', 'OnIdle', 'EVSE 1 only']);
    expect(labels('1.6', 'ChangeAvailability')).toEqual([
      'Connector 1 in service',
      'Station in service',
      'Connector 1 out of service',
      'Station out of service',
    ]);
  });
});
