import type { z } from 'zod';
import type { portlessDeviceSchema } from '../../../../../shared/service-port/portProfileInfo.ts';

/** Devices that technicians look for on a serial port and that are served in another way, or not understood here yet. */
export const PORTLESS_DEVICES: ReadonlyArray<z.infer<typeof portlessDeviceSchema>> = [
  {
    name: 'Bender CC612, CC613, ICC (also in Mennekes, Wallbe and others)',
    sentence: 'The micro-USB port CONFIG is a USB network adapter, not a serial port: no COM port appears.',
    remedy:
      'Plug the cable in, wait for the new network card, and open http://192.168.123.123 in a browser (port 81 is the master of a pair; /legacy has the old pages). Settings, firmware and logs also go by a FAT32 stick in the USB-A port, which Kerbside prepares and reads (kerbside serial stick). There is no way back to older firmware.',
    takesStick: true,
  },
  {
    name: 'Alfen Eve, NG9xx',
    sentence: 'It has no serial service port; service work goes over Ethernet.',
    remedy:
      'Use the “ACE Service Installer” of Alfen on the same network. For values there is Modbus TCP on port 502: unit 200 is the station, units 1 and 2 are the sockets.',
  },
  {
    name: 'KEBA KeContact P30',
    sentence: 'It has no serial service port; it answers on the network.',
    remedy:
      'Send text without a line end to UDP port 7090: “i” for who it is, “report 1” to “report 3” for its state; the answer is JSON. Modbus TCP is on port 502 where it is switched on.',
  },
  {
    name: 'Vestel EVC04, Webasto Next and Live',
    sentence: 'It has no serial service port; it answers on the network.',
    remedy:
      'Use its web page and Modbus TCP (registers from 1000 on; 6000 is the sign of life, 2002 its time-out).',
  },
  {
    name: 'Phoenix Contact CHARX SEC-3xxx',
    sentence: 'Its USB-C port is a network adapter, not a serial port.',
    remedy: 'Open its web page over USB-C or Ethernet; logs and settings are there.',
  },
  {
    name: 'Phoenix Contact CHARX SEC-1000',
    sentence: 'It hangs on the CAN bus of its master and has no serial port.',
    remedy: 'Set it up through a CHARX SEC-3xxx, or by a USB-CAN converter with the software of the maker.',
  },
  {
    name: 'Ecotap EVC4.x, EVC5.x, ECC.x',
    sentence:
      'It is set up by the maker’s Windows program ECClite over a USB-to-TTL cable; rate and wire format are not public, so there is no profile.',
    remedy:
      'Use ECClite for settings (JSON files) and firmware; there is no way back to older firmware. What the port prints can be looked at here as a plain console.',
  },
  {
    name: 'EVerest boards: Yeti, PhyVerso, AdAc, uMWC',
    sentence:
      'Their serial line carries binary frames (COBS with Protobuf, 115200 8N1) between the board and EVerest; this program does not understand them yet.',
    remedy:
      'The bytes can be recorded and looked at in hex. Firmware goes in with EVerest’s own tool yeti_fwupdate, which restarts the board into its boot loader.',
  },
  {
    name: 'Juice, AmpereLogic, Pro-EV, Wallbe with its own controller',
    sentence: 'No public document of their serial port was found, so there is no profile.',
    remedy:
      'Ask the maker for the register table and write a profile of your own; the folder of profiles has an example.',
  },
];
