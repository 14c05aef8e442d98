import { describe, expect, it } from 'vitest';
import { connectorTone, leadingConnector, stationPowerW } from '../../../renderer/state/connectorTone.ts';
import type { Connector, Station } from '../../../shared/station/station.ts';

function connector(connectorId: number, status: string, more: Partial<Connector> = {}): Connector {
  return { connectorId, status, statusAt: 0, ...more };
}

function station(...connectors: Connector[]): Station {
  return { id: 'CP-1', connected: true, remoteAddress: '', bootCount: 0, openCalls: 0, connectors };
}

describe('connector tone', () => {
  it('takes an occupied connector with power for a charging one', () => {
    expect(connectorTone(connector(1, 'Occupied'))).toBe('busy');
    expect(connectorTone(connector(1, 'Occupied', { powerW: 7000, transactionId: 'a' }))).toBe('charging');
  });

  it.each(['Exploded', '', 'constructor', 'toString'])('does not know the status %j', (status) => {
    expect(connectorTone(connector(1, status))).toBe('unknown');
  });
});

describe('leading connector', () => {
  it('is the one that needs a look', () => {
    const lead = leadingConnector(
      station(connector(1, 'Available'), connector(2, 'Faulted'), connector(3, 'Charging')),
    );
    expect(lead?.connectorId).toBe(2);
  });

  it('is not the station as a whole where a connector says the same', () => {
    expect(leadingConnector(station(connector(0, 'Available'), connector(1, 'Available')))?.connectorId).toBe(
      1,
    );
  });
});

it('adds up the power that is known', () => {
  expect(
    stationPowerW(station(connector(1, 'Charging', { powerW: 11_000 }), connector(2, 'Available'))),
  ).toBe(11_000);
  expect(stationPowerW(station(connector(1, 'Available')))).toBeUndefined();
});
