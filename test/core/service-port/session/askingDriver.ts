import { ContractError } from '../../../../shared/contract/failure.ts';
import type { DriverItem, ItemReading } from '../../../../shared/service-port/driverItem.ts';
import { portProfileSchema, type PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { CreateDriver } from '../../../../electron/core/service-port/drivers/chargerDriver.ts';
import type { Drivers } from '../../../../electron/core/service-port/drivers/createDriver.ts';
import type { PortLine } from '../../../../electron/core/service-port/line/portLine.ts';
import type { CableDevice } from './cableDevice.ts';

/** Of a device that is asked `?key` and answers `key=value`, and is told `key=value` and answers the same. */
export const ASKED_PROFILE: PortProfile = portProfileSchema.parse({
  schema: 1,
  id: 'asked',
  name: 'Asked device',
  driver: 'json-lines',
  evidence: { level: 'hardware', source: 'this test' },
  line: { bauds: [9600], formats: ['8E1'] },
  charging: { key: 'car', values: ['yes'] },
});

/** What the device answers where it does not tell a value. */
export const UNSAID = '?';

const item = (key: string, more: Partial<DriverItem> = {}): DriverItem => ({
  key,
  title: key,
  type: 'text',
  access: 'read-write',
  risk: 'none',
  isSecret: false,
  isLive: false,
  ...more,
});

const ITEMS: readonly DriverItem[] = [
  item('serial', { access: 'read-only' }),
  item('car', { access: 'read-only', isLive: true }),
  item('amps', { risk: 'charging' }),
  item('reset', { risk: 'restart', access: 'write-only' }),
  item('name'),
];

export const createAskingDriver: CreateDriver<Extract<PortProfile, { driver: 'json-lines' }>> = (
  line,
  _profile,
  { events },
) => {
  let text = '';
  const waiting = new Set<(reply: string) => void>();
  const stop = line.onData((bytes) => {
    text += Buffer.from(bytes).toString('utf8');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const reply of lines) {
      if (reply === 'BOOT') events.onRestart();
      if (reply.startsWith('[')) events.onOcppText(reply, performance.now());
      for (const take of waiting) take(reply);
    }
  });
  const ask = async (request: string, prefix: string, signal: AbortSignal): Promise<string> => {
    const reply = new Promise<string>((resolve, reject) => {
      const end = (): void => {
        waiting.delete(take);
        signal.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        end();
        reject(signal.reason as Error);
      };
      const take = (got: string): void => {
        if (!got.startsWith(prefix)) return;
        end();
        resolve(got.slice(prefix.length));
      };
      waiting.add(take);
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
    });
    reply.catch(() => undefined);
    await told(line, `${request}\n`, request);
    return reply;
  };
  const read = async (key: string, signal: AbortSignal): Promise<string> => {
    const value = await ask(`?${key}`, `${key}=`, signal);
    if (key === 'car' && value !== UNSAID) events.onCharging(value === 'yes');
    return value;
  };
  const none = (): never => {
    throw new ContractError('conflict', 'This device cannot do that.');
  };
  return {
    capabilities: { can: ['identify', 'configuration', 'write', 'live'], cannot: [] },
    identify: async ({ signal }) => ({
      serialNumber: await read('serial', signal),
      confidence: 'certain',
      sentence: 'It told its serial number.',
      facts: [],
    }),
    items: () => ITEMS,
    read: async (keys, { signal }) => {
      const readings: ItemReading[] = [];
      for (const key of keys) {
        const value = await read(key, signal);
        const at = Date.now();
        readings.push(value === UNSAID ? { key, at, trouble: 'It does not say.' } : { key, value, at });
      }
      return readings;
    },
    write: async (key, value, { signal }) => {
      const readBack = await ask(`${key}=${value}`, `${key}=`, signal);
      return { key, wanted: value, readBack, verdict: 'written', sentence: 'Written.' };
    },
    forbids: (bytes) => (Buffer.from(bytes).includes('format') ? 'This would erase the device.' : undefined),
    diagnostics: () => [],
    startDiagnostics: none,
    firmware: () => undefined,
    beforeFirmware: none,
    afterFirmware: none,
    close: stop,
  };
};

function told(line: PortLine, text: string, action: string): Promise<void> {
  const bytes = Buffer.from(text);
  const written = line.write(bytes);
  line.tell('out', bytes.length, { action, meaning: `asked ${action}` });
  return written;
}

export const ASKING_DRIVERS: Partial<Drivers> = { 'json-lines': createAskingDriver };

/** Makes a device answer from its values; what is written is kept. Without a value it stays silent. */
export function answer(device: CableDevice, values: Map<string, string>): void {
  let text = '';
  device.onData((bytes) => {
    text += bytes.toString('utf8');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const [key = '', value] = line.startsWith('?') ? [line.slice(1)] : line.split('=');
      if (value !== undefined) values.set(key, value);
      const now = values.get(key);
      if (now !== undefined) void device.write(`${key}=${now}\n`).catch(() => undefined);
    }
  });
}
