import { choice, flag, text, variablesOf, whole, type VariableDescription } from '../variableDescription.ts';

const rw = { access: 'read-write', risk: 'connection' } as const;
const must = { ...rw, isRequired: true } as const;
const secret = { access: 'write-only', risk: 'connection', isSecret: true } as const;

/** OCPP 2.1: the slots of the network connection profiles as variables; the instance of the component is the slot. */
export const NETWORK_CONFIGURATION: readonly VariableDescription[] = variablesOf(
  'NetworkConfiguration',
  [
    text('OcppCsmsUrl', 'The address of the back end in this slot, without the identity of the station.', {
      ...must,
      textForm: 'url',
      maxLength: 2000,
      role: 'backend-url',
    }),
    choice(
      'OcppInterface',
      'The network interface of this slot.',
      ['Wired0', 'Wired1', 'Wired2', 'Wired3', 'Wireless0', 'Wireless1', 'Wireless2', 'Wireless3', 'Any'],
      must,
    ),
    choice('OcppTransport', 'How messages are carried in this slot; always JSON.', ['JSON', 'SOAP'], must),
    choice(
      'OcppVersion',
      'The version of this slot. Stations leave it out of account.',
      ['OCPP12', 'OCPP15', 'OCPP16', 'OCPP20', 'OCPP201', 'OCPP21'],
      { ...must, isOpen: true },
    ),
    whole('MessageTimeout', 'How long the station waits for the answer to a message in this slot.', {
      ...must,
      unit: 's',
    }),
    whole('SecurityProfile', 'How the connection of this slot is secured.', {
      ...must,
      max: 3,
      role: 'security-profile',
      valueMeanings: {
        '0': 'No security: neither password nor TLS.',
        '1': 'Password without TLS: the password crosses the network readable.',
        '2': 'TLS and password.',
        '3': 'TLS with a certificate of the station; no password.',
      },
    }),
    text('Identity', 'The identity of the station in this slot.', {
      ...rw,
      maxLength: 48,
      role: 'backend-identity',
    }),
    text('BasicAuthPassword', 'The password of this slot.', {
      ...secret,
      isRequired: true,
      minLength: 16,
      maxLength: 64,
      role: 'backend-password',
    }),
    ...['HashAlgorithm', 'IssuerKeyHash', 'IssuerNameHash', 'SerialNumber'].map((part) =>
      text(
        `CsmsRootCertificate${part}`,
        'A part of what names the one root certificate that is trusted in this slot.',
        rw,
      ),
    ),
    flag('VpnEnabled', 'Whether this slot goes through a VPN.', must),
    choice('VpnType', 'The kind of VPN.', ['IKEv2', 'IPSec', 'L2TP', 'PPTP'], rw),
    text('VpnServer', 'The address of the VPN.', rw),
    text('VpnUser', 'The user name for the VPN.', rw),
    text('VpnGroup', 'The group name for the VPN.', rw),
    text('VpnPassword', 'The password for the VPN.', secret),
    text('VpnKey', 'The shared secret of the VPN.', secret),
    flag('ApnEnabled', 'Whether this slot uses the mobile network.', must),
    text('Apn', 'The access point (APN) of the mobile network.', { ...rw, maxLength: 2000, role: 'apn' }),
    text('ApnUserName', 'The user name for the access point.', { ...rw, role: 'apn-user' }),
    text('ApnPassword', 'The password for the access point.', { ...secret, role: 'apn-password' }),
    text('SimPin', 'The PIN of the SIM card. A wrong one locks the card after a few attempts.', secret),
    text('PreferredNetwork', 'The mobile network that is tried first, as country and network code.', rw),
    flag('UseOnlyPreferredNetwork', 'Whether no other mobile network is used.', rw),
    choice(
      'ApnAuthentication',
      'How the station logs in at the access point.',
      ['PAP', 'CHAP', 'NONE', 'AUTO'],
      rw,
    ),
  ],
  { since: '2.1' },
);
