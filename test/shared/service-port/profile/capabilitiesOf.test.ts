import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '../../../../shared/service-port/profile/capabilitiesOf.ts';
import {
  portProfileSchema,
  type PortProfile,
  type PortProfileSource,
} from '../../../../shared/service-port/profile/portProfile.ts';

type ModbusSource = Extract<PortProfileSource, { driver: 'modbus' }>;

const base = {
  schema: 1,
  id: 'any',
  name: 'Any',
  evidence: { level: 'hardware', source: 'a bench' },
} as const;
const line = { bauds: [9600], formats: ['8N1'] };

function profile(source: PortProfileSource): PortProfile {
  return portProfileSchema.parse(source);
}

function missing(source: PortProfileSource): Record<string, string> {
  const { cannot } = capabilitiesOf(profile(source));
  return Object.fromEntries(cannot.map(({ capability, sentence }) => [capability, sentence]));
}

describe('what a profile lets its driver do', () => {
  it('follows from its registers', () => {
    const map = (items: ModbusSource['items'], fields: Partial<ModbusSource> = {}): ModbusSource => ({
      ...base,
      driver: 'modbus',
      line,
      identify: [{ fc: 3, addr: 0 }],
      blocks: [{ fc: 3, addr: 0, n: 2 }],
      items,
      ...fields,
    });
    const can = (items: ModbusSource['items']): string[] => capabilitiesOf(profile(map(items))).can;
    const state = { key: 'state', fc: 3, addr: 0, type: 'u16', isLive: true } as const;
    const amps = { key: 'amps', fc: 3, addr: 1, type: 'u16' } as const;
    expect(can([state])).toEqual(['identify', 'live']);
    expect(can([state, amps])).toEqual(['identify', 'configuration', 'live']);
    expect(can([{ ...amps, write: { fc: 6, risk: 'charging' } }])).toEqual([
      'identify',
      'configuration',
      'write',
    ]);
    const forbidden = { ...amps, write: { fc: 6, risk: 'charging', forbidden: 'Never.' } } as const;
    expect(missing(map([forbidden]))['write']).toContain('safely written');
    expect(missing(map([state]))['log']).toContain('only answers');
    expect(missing(map([state], { noFirmware: 'By the app.' }))['firmware']).toBe('By the app.');
  });

  it('is only to listen, of a device that prints OCPP frames', () => {
    const source = { ...base, driver: 'ocpp-lines', line, ocpp: {} } as const;
    expect(capabilitiesOf(profile(source)).can).toEqual(['identify', 'log']);
    expect(missing(source)['write']).toContain('only listened to');
  });

  it('is a log, of a console of which nothing is known', () => {
    const source = { ...base, driver: 'console', line } as const;
    expect(capabilitiesOf(profile(source)).can).toEqual(['identify', 'log']);
    const { can } = capabilitiesOf(
      profile({
        ...source,
        prompts: [{ name: 'shell', text: '# ' }],
        diagnostics: [{ title: 'Log', send: 'dmesg', method: 'command' }],
        firmware: { method: 'ymodem' },
      }),
    );
    expect(can).toEqual(['identify', 'log', 'diagnostics', 'firmware']);
  });

  it('has a sentence for each thing that is missing', () => {
    for (const sentence of Object.values(missing({ ...base, driver: 'json-lines', line }))) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});
