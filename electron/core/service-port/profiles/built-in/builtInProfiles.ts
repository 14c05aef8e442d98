import { setImmediate } from 'node:timers/promises';
import {
  portProfileSchema,
  type PortProfile,
  type PortProfileSource,
} from '../../../../../shared/service-port/profile/portProfile.ts';
import { ABL_EVCC } from './consoles/ablEvcc.ts';
import { MADHURJYA_CP } from './consoles/jsonLines.ts';
import { CHARGEBYTE, LINUX_UBOOT, TI_ROM } from './consoles/linuxUBoot.ts';
import { MICRO_OCPP, OCPP_LOG } from './consoles/ocppPrinters.ts';
import { SMART_EVSE_3_CONSOLE, SMART_EVSE_4, SMART_EVSE_CLI } from './consoles/smartEvseConsoles.ts';
import { ABB_TERRA_AC } from './modbus/abbTerraAc.ts';
import { ABL_EMH } from './modbus/ablEmh.ts';
import { DELTA_AC_MAX } from './modbus/deltaAcMax.ts';
import { E_PRO_WALLBOX } from './modbus/eProWallbox.ts';
import { EDGETECH_SMART_EVSE } from './modbus/edgetechSmartEvse.ts';
import { ESP32_EVSE } from './modbus/esp32Evse.ts';
import { EVSE_WB } from './modbus/evseWb.ts';
import { HEIDELBERG } from './modbus/heidelberg.ts';
import { MENNEKES_COMPACT } from './modbus/mennekesCompact.ts';
import { OBO } from './modbus/obo.ts';
import { PHOENIX_EVCC } from './modbus/phoenixEvcc.ts';
import { ALPHATEC } from './modbus/alphatec.ts';
import { ETEK } from './modbus/etek.ts';
import { KSE } from './modbus/kse.ts';
import { PRACHT_ALPHA } from './modbus/prachtAlpha.ts';
import { PULSARES } from './modbus/pulsares.ts';
import { RAEDIAN } from './modbus/raedian.ts';
import { SUNGROW } from './modbus/sungrow.ts';
import { SMART_EVSE_3 } from './modbus/smartEvse3.ts';
import { SOLAX } from './modbus/solax.ts';
import { OPEN_EVSE, OPEN_EVSE_OPTIBOOT } from './openEvse.ts';

/** As they are written; in the order in which lists show them. */
export const BUILT_IN_SOURCES: readonly PortProfileSource[] = [
  OPEN_EVSE,
  OPEN_EVSE_OPTIBOOT,
  MICRO_OCPP,
  OCPP_LOG,
  SMART_EVSE_3,
  SMART_EVSE_3_CONSOLE,
  SMART_EVSE_4,
  SMART_EVSE_CLI,
  EDGETECH_SMART_EVSE,
  ABL_EMH,
  ABL_EVCC,
  HEIDELBERG,
  PHOENIX_EVCC,
  ABB_TERRA_AC,
  MENNEKES_COMPACT,
  OBO,
  EVSE_WB,
  ESP32_EVSE,
  DELTA_AC_MAX,
  E_PRO_WALLBOX,
  SOLAX,
  ALPHATEC,
  PULSARES,
  PRACHT_ALPHA,
  KSE,
  ETEK,
  RAEDIAN,
  SUNGROW,
  LINUX_UBOOT,
  CHARGEBYTE,
  TI_ROM,
  MADHURJYA_CP,
];

const made: PortProfile[] = [];

/** The profiles that Kerbside brings, whole; made when they are first asked for. */
export function builtInProfiles(): readonly PortProfile[] {
  while (made.length < BUILT_IN_SOURCES.length) makeNext();
  return made;
}

/** Makes them one by one, so that chargers on the network are answered in between. */
export async function prepareBuiltInProfiles(): Promise<void> {
  while (made.length < BUILT_IN_SOURCES.length) {
    makeNext();
    await setImmediate();
  }
}

function makeNext(): void {
  const source = BUILT_IN_SOURCES[made.length];
  if (source !== undefined) made.push(portProfileSchema.parse(source));
}
