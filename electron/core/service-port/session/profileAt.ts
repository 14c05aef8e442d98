import type { ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';

type FramingNames = ModbusProfile['line']['framings'];

/** Where servers of Modbus TCP listen (Modbus Messaging on TCP/IP Implementation Guide §3.1.3). */
const MODBUS_TCP_PORT = /:502\/?$/;

/**
 * A profile as it is meant at a port. Behind a network address a converter hands bytes on as they are, or it is a gateway that speaks Modbus TCP
 * for whatever device is behind it; some gateways close a connection over which anything else comes, so at their usual port they are asked their
 * way first. On a serial line nobody speaks Modbus TCP.
 */
export function profileAt<P extends PortProfile>(profile: P, path: string): P {
  if (profile.driver !== 'modbus') return profile;
  return { ...profile, line: { ...profile.line, framings: framingsAt(profile.line.framings, path) } };
}

function framingsAt(framings: FramingNames, path: string): FramingNames {
  const serial = framings.filter((framing) => framing !== 'tcp');
  if (!path.startsWith('tcp://')) return serial.length > 0 ? serial : framings;
  return MODBUS_TCP_PORT.test(path) ? ['tcp', ...serial] : [...serial, 'tcp'];
}
