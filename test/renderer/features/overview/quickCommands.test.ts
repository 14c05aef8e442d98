import { describe, expect, it } from 'vitest';
import {
  chargeableConnectors,
  QUICK_COMMANDS,
  quickCommand,
  type QuickChoice,
} from '../../../../renderer/features/overview/quickCommands.ts';
import { OCPP_VERSIONS } from '../../../../shared/ocpp/version.ts';
import type { Station } from '../../../../shared/station/station.ts';

const CHOICE: QuickChoice = {
  connector: { evseId: 2, connectorId: 1, transactionId: '77' },
  idTag: 'TAG-1',
  requestId: 5,
};

describe.each(OCPP_VERSIONS)('quick commands of %s', (version) => {
  it.each(QUICK_COMMANDS)('%s has a payload that is JSON', (name) => {
    const command = quickCommand(version, name, CHOICE);
    if (version === '1.5' && (name === 'status' || name === 'boot')) {
      expect(command, 'needs TriggerMessage, which 1.5 does not have').toBeUndefined();
      return;
    }
    expect(JSON.parse(command?.payload ?? '')).toBeTypeOf('object');
  });

  it('cannot stop what does not run', () => {
    expect(quickCommand(version, 'stop', { ...CHOICE, connector: { connectorId: 1 } })).toBeUndefined();
  });
});

it('keeps all digits of a transaction id', () => {
  const connector = { connectorId: 1, transactionId: '9223372036854775807' };
  expect(quickCommand('1.6', 'stop', { ...CHOICE, connector })?.payload).toBe(
    '{"transactionId":9223372036854775807}',
  );
});

it('names the action of each version', () => {
  expect(quickCommand('1.6', 'start', CHOICE)?.action).toBe('RemoteStartTransaction');
  expect(quickCommand('2.0.1', 'start', CHOICE)?.action).toBe('RequestStartTransaction');
  expect(quickCommand('2.1', 'settings', CHOICE)).toMatchObject({
    action: 'GetBaseReport',
    subject: 'FullInventory',
  });
});

describe('connectors to choose from', () => {
  const station: Station = {
    id: 'CP-1',
    version: '1.6',
    connected: true,
    remoteAddress: '',
    bootCount: 0,
    openCalls: 0,
    connectors: [],
  };

  it('are those that were told, without the station as a whole', () => {
    const connectors = [0, 1, 2].map((connectorId) => ({ connectorId, status: 'Available', statusAt: 0 }));
    expect(chargeableConnectors({ ...station, connectors }).map(({ connectorId }) => connectorId)).toEqual([
      1, 2,
    ]);
  });

  it('are the first one where nothing was told', () => {
    expect(chargeableConnectors(station)).toEqual([{ connectorId: 1 }]);
    expect(chargeableConnectors({ ...station, version: '2.1' })).toEqual([{ evseId: 1, connectorId: 1 }]);
  });
});
