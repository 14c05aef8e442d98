import { assertNever } from '../assertNever.ts';
import { isOcpp1, type OcppVersion } from '../ocpp/version.ts';
import type { Backend } from './backend/backend.ts';
import { backendRoleOf, type DescribeRole, type FoundRole } from './backend/backendRole.ts';
import { slotNumbers } from './backend/backendOf.ts';
import { addressParts, isOwnHost, leadsHere, type OwnAddress } from './backend/ownAddress.ts';
import type { WantedChange } from './change.ts';
import type { ConfigurationItem } from './item.ts';

export interface CutOffContext {
  stationId: string;
  version: OcppVersion;
  /** Where this Kerbside can be reached; without it no address counts as its own. */
  own?: OwnAddress | undefined;
  /** Where the station is pointed to, as far as that is known. */
  backend?: Pick<Backend, 'slots'> | undefined;
  /** What the packs of makers say about a key. */
  describe?: DescribeRole | undefined;
}

/**
 * Says what a change does to the connection with this Kerbside, before it is sent: one sentence where it would or may cut the
 * station off, nothing where it does not. `item` is what the station has there, where that was read.
 */
export function cutsOff(
  change: WantedChange,
  item: Pick<ConfigurationItem, 'value'> | undefined,
  context: CutOffContext,
): string | undefined {
  if (item?.value === change.value) return undefined;
  const found = backendRoleOf(
    context.version,
    { address: change.address, value: item?.value ?? change.value },
    context.describe,
  );
  return found === undefined ? undefined : sentenceOf(found, change, item, context);
}

function sentenceOf(
  { role }: FoundRole,
  change: WantedChange,
  item: Pick<ConfigurationItem, 'value'> | undefined,
  context: CutOffContext,
): string | undefined {
  const { stationId } = context;
  switch (role) {
    case 'backend-url':
      return addressSentence(change, item, context, (value, own) => leadsHere(value, own));
    case 'backend-host':
      return addressSentence(change, item, context, (value, own) =>
        isOwnHost(addressParts(value)?.host ?? '', own),
      );
    case 'backend-port':
      if (context.own?.port === Number(change.value)) return undefined;
      return `${stationId} then looks for its central system at port ${change.value}, where this Kerbside is not: it leaves and cannot be reached from here any more.`;
    case 'backend-enabled':
      if (/^(?:true|1|on|yes|enabled)$/i.test(change.value)) return undefined;
      return `${stationId} then connects to no central system at all, so that it cannot be switched back from here.`;
    case 'backend-identity':
      return `${stationId} then comes back under the name ${change.value}: Kerbside lists it as another station, and its own back end may refuse it.`;
    case 'backend-password':
      return `${stationId} then connects with the new password: give Kerbside the same one on its overview, and its own back end too, or it is refused.`;
    case 'security-profile':
      return securitySentence(change, item, context);
    case 'network-profile-order':
      return orderSentence(change, context);
    case 'apn':
    case 'apn-user':
    case 'apn-password':
      return `If the new access point does not work, ${stationId} has no mobile network and reaches no central system: neither its own nor, where it comes that way, this Kerbside.`;
    // Kerbside takes any path, and the active profile is told, not set.
    case 'backend-path':
    case 'network-profile-active':
      return undefined;
    default:
      return assertNever(role);
  }
}

function addressSentence(
  change: WantedChange,
  item: Pick<ConfigurationItem, 'value'> | undefined,
  { stationId, own }: CutOffContext,
  isHere: (value: string, own: OwnAddress) => boolean,
): string | undefined {
  if (own !== undefined && isHere(change.value, own)) {
    const { scheme } = addressParts(change.value) ?? {};
    return own.tls === undefined && (scheme === 'wss' || scheme === 'https')
      ? `This Kerbside takes no encrypted connections: ${stationId} would not come in by ${change.value}.`
      : undefined;
  }
  const where = change.value.trim() === '' ? 'has no central system any more' : `connects to ${change.value}`;
  const back =
    item?.value === undefined || item.value === ''
      ? 'What is there at present is not known, so nothing here can put it back.'
      : `It was ${item.value}.`;
  return `${stationId} then ${where} instead of this Kerbside and cannot be reached from here any more. ${back}`;
}

/** OCPP 1.6 security whitepaper §3, 2.0.1 part 2 A05: a profile can be raised over OCPP, not lowered. */
function securitySentence(
  { value }: WantedChange,
  item: Pick<ConfigurationItem, 'value'> | undefined,
  { stationId, version, own }: CutOffContext,
): string {
  const needs = {
    '1': `a password, without encryption${own?.tls === 'required' ? ', and this Kerbside takes encrypted connections only' : ''}`,
    '2': 'encryption and a password: it must trust the certificate of this Kerbside, and its address must begin with wss://',
    '3': 'encryption and a certificate of its own, which Kerbside must know',
  }[value];
  const then = needs === undefined ? 'connects in another way' : `needs ${needs}`;
  const isRise = Number(value) > Number(item?.value ?? 0);
  const noWay =
    isRise && (isOcpp1(version) || Number(item?.value ?? 0) > 0)
      ? ' A security profile cannot be lowered over OCPP again.'
      : '';
  return `With security profile ${value}, ${stationId} ${then}; otherwise it does not come back.${noWay}`;
}

function orderSentence({ value }: WantedChange, { stationId, backend }: CutOffContext): string | undefined {
  const [first] = slotNumbers(value);
  if (first === undefined) return `Without a slot in the list, ${stationId} connects to no central system.`;
  const slot = backend?.slots.find((one) => one.slot === first);
  if (slot?.leadsHere === true) return undefined;
  if (slot?.url === '') {
    return `After its next start, ${stationId} tries slot ${first} first, which is empty, so that it does not find this Kerbside by it.`;
  }
  if (slot?.url !== undefined) {
    return `After its next start, ${stationId} tries slot ${first} first, which leads to ${slot.url} and not to this Kerbside.`;
  }
  if (slot?.isActive === true) return undefined;
  return `After its next start, ${stationId} tries slot ${first} first; what is in that slot is not known, and may not lead to this Kerbside.`;
}
