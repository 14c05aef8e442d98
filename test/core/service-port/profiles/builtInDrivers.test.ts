import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDriver } from '../../../../electron/core/service-port/drivers/createDriver.ts';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { capabilitiesOf } from '../../../../shared/service-port/profile/capabilitiesOf.ts';
import { tcpPortLine, type TcpPortLine } from '../drivers/tcpPortLine.ts';

let silent: Server;
let line: TcpPortLine;

beforeAll(async () => {
  silent = createServer((socket) => socket.on('error', () => undefined).resume());
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  line = await tcpPortLine(`tcp://127.0.0.1:${(silent.address() as AddressInfo).port}`);
});

afterAll(async () => {
  line.unplug();
  silent.close();
  await once(silent, 'close');
});

const events = {
  onBanner: () => undefined,
  onRestart: () => undefined,
  onCharging: () => undefined,
  onOcppText: () => undefined,
};

describe('the driver of each built-in profile', () => {
  it.each(builtInProfiles().map((profile) => [profile.id, profile] as const))(
    'can what the list of profiles says, and has the items that it names: %s',
    (_id, profile) => {
      const driver = createDriver(line, profile, { events });
      expect(driver.capabilities.can).toEqual(capabilitiesOf(profile).can);
      const keys = new Set(driver.items().map(({ key }) => key));
      const { identity, charging, actions } = profile;
      const named = [
        identity?.model,
        identity?.serialNumber,
        identity?.firmwareVersion,
        ...(identity?.facts ?? []),
        charging?.key,
        actions?.restart,
      ];
      for (const key of named.filter((key) => key !== undefined)) expect(keys).toContain(key);
      driver.close();
    },
  );
});
