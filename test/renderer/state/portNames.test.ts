import { describe, expect, it } from 'vitest';
import type { PortIdentity } from '../../../shared/service-port/portIdentity.ts';
import type { PortInfo } from '../../../shared/service-port/portInfo.ts';
import { ownPortName, portTitle } from '../../../renderer/state/portNames.ts';
import { portStanding } from '../../../renderer/state/portTone.ts';

const port = (path: string, name: string, origin: PortInfo['origin'] = 'typed'): PortInfo => ({
  path,
  name,
  origin,
  deviceKey: path,
  isGone: false,
});

describe('the name of a port', () => {
  it('is not said twice where it is only the end of the path', () => {
    expect(ownPortName(port('tcp://127.0.0.1:4001', '127.0.0.1:4001'))).toBeUndefined();
    expect(ownPortName(port('/dev/ttyUSB0', 'ttyUSB0'))).toBeUndefined();
    expect(ownPortName(port('/dev/ttyUSB0', 'FT232R USB UART'))).toBe('FT232R USB UART');
  });

  it('among chargers is what the device says, else what it was opened as, else the port’s own', () => {
    const wallbox = { name: 'Heidelberg Energy Control' };
    const usb = port('COM7', 'USB Serial Port', 'listed');
    const said: PortIdentity = { model: 'Energy Control', sentence: '', confidence: 'certain', facts: [] };
    expect(portTitle({ port: usb, identity: said }, wallbox)).toBe('Energy Control');
    expect(portTitle({ port: usb, identity: undefined }, wallbox)).toBe('Heidelberg Energy Control');
    expect(portTitle({ port: usb, identity: undefined }, undefined)).toBe('USB Serial Port');
    const practice = port('tcp://127.0.0.1:1', 'Practice charger: Modbus', 'practice');
    expect(portTitle({ port: practice, identity: said }, wallbox)).toBe('Practice charger: Modbus');
  });
});

it('a port that did not open is not merely closed', () => {
  const failure = { cause: 'gone', sentence: '', remedy: '' } as const;
  expect(portStanding({ phase: 'closed', failure: undefined })).toEqual({ word: 'closed', tone: 'off' });
  expect(portStanding({ phase: 'closed', failure })).toEqual({ word: 'failed', tone: 'bad' });
  expect(portStanding({ phase: 'lost', failure })).toEqual({ word: 'lost', tone: 'bad' });
});
