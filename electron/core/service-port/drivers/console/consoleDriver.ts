import { ContractError } from '../../../../../shared/contract/failure.ts';
import type { DriverItem } from '../../../../../shared/service-port/driverItem.ts';
import { textDriverItem } from '../../../../../shared/service-port/lines/textDriverItem.ts';
import { capabilitiesOf } from '../../../../../shared/service-port/profile/capabilitiesOf.ts';
import type { ConsoleProfile } from '../../../../../shared/service-port/profile/consoleProfile.ts';
import type { PortCredentials, PortLogin } from '../../../../../shared/service-port/portLogin.ts';
import type { PortLine } from '../../line/portLine.ts';
import type { ChargerDriver, CreateDriver, DriverEvents } from '../chargerDriver.ts';
import { ForbiddenLines } from '../forbiddenLines.ts';
import { inability } from '../inability.ts';
import { OcppTextFinder } from '../ocpp-lines/ocppTextFinder.ts';
import { ConsoleCommands } from './consoleCommands.ts';
import { ConsoleDiagnostics } from './consoleDiagnostics.ts';
import { ConsoleFirmware } from './consoleFirmware.ts';
import { consoleIdentity } from './consoleIdentity.ts';
import { ConsoleItems } from './consoleItems.ts';
import { ConsoleSession } from './consoleSession.ts';
import type { ConsoleTimes } from './consoleTimes.ts';

export interface ConsoleDriverOptions {
  unit?: number | undefined;
  events: DriverEvents;
  times?: Partial<ConsoleTimes> | undefined;
}

/** A driver that can log in: who one is at the device is asked of the technician, not recorded, and forgotten when the port is closed. */
export interface ConsoleDriver extends ChargerDriver {
  logIn(credentials: PortCredentials, context: { signal: AbortSignal }): Promise<PortLogin>;
}

export const createConsoleDriver: CreateDriver<ConsoleProfile> = (line, profile, options) =>
  openConsole(line, profile, options);

/** Devices with a command line: Linux and U-Boot consoles, menus, ASCII dialogues. */
export function openConsole(
  line: PortLine,
  profile: ConsoleProfile,
  { unit, events, times }: ConsoleDriverOptions,
): ConsoleDriver {
  const finder = new OcppTextFinder(events.onOcppText);
  const session = new ConsoleSession(line, profile, {
    events,
    times,
    onIdleText: (bytes, monoMs) => finder.bytes(bytes, monoMs),
  });
  const forbidden = new ForbiddenLines(session.rules.forbidden);
  const commands = new ConsoleCommands(session, profile, unit);
  const items = new ConsoleItems(session, commands, profile, (command) => forbidden.ofCommand(command));
  const diagnostics = new ConsoleDiagnostics(session, commands, profile);
  const capabilities = capabilitiesOf(profile);
  const { firmware } = profile;
  const push =
    firmware === undefined
      ? undefined
      : new ConsoleFirmware(session, firmware, (text) => commands.filled(text));

  return {
    capabilities,
    identify: ({ signal }) => consoleIdentity({ session, commands, items, profile }, signal),
    items: (): DriverItem[] => profile.items.map(textDriverItem),
    async read(keys, { signal }) {
      const readings = await items.read(keys, signal);
      const { charging } = profile;
      const state = readings.find(({ key }) => key === charging?.key)?.value;
      if (charging !== undefined && state !== undefined) events.onCharging(charging.values.includes(state));
      return readings;
    },
    async write(key, value, { signal }) {
      const item = profile.items.find((known) => known.key === key);
      if (item === undefined) throw new ContractError('not-found', `The profile has no item “${key}”.`);
      return await items.write(item, value, signal);
    },
    forbids: (bytes) => forbidden.ofKeys(bytes, session.shownCommand),
    diagnostics: () => diagnostics.choices(),
    startDiagnostics: ({ what }, { signal, onBytes }) => diagnostics.start(what, onBytes, signal),
    firmware: () => push?.way(),
    async beforeFirmware({ signal, values }) {
      if (push === undefined) throw inability(capabilities, 'firmware');
      await push.before(signal, values);
    },
    async afterFirmware({ signal, values }) {
      await push?.after(signal, values);
    },
    async logIn(credentials, { signal }) {
      const { how, sentence } = await session.logIn(credentials, signal);
      return { how, sentence };
    },
    close() {
      finder.end();
      session.close();
    },
  };
}
