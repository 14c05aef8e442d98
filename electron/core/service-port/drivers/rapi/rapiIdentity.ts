import type { PortIdentity } from '../../../../../shared/service-port/portIdentity.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import type { ItemReading } from '../../../../../shared/service-port/driverItem.ts';
import { parseRapiMcuId } from '../../../../../shared/service-port/rapi/rapiMcuId.ts';
import { fieldValue } from './profileItems.ts';
import type { RapiDevice } from './rapiDevice.ts';
import type { RapiAwake } from './rapiWake.ts';
import { printable } from './rapiWords.ts';

/** Who the device is, by `$GV`, its chip id and what its profile asks beside. */
export async function identityOf(
  device: RapiDevice,
  profile: RapiProfile,
  signal: AbortSignal,
): Promise<PortIdentity> {
  const awake = await device.awake(signal, true);
  if (!('dialect' in awake)) return { confidence: 'unknown', sentence: awake.sentence, facts: [] };
  const chip = await device.askReading('GI', signal);
  const id = chip.kind === 'ok' ? parseRapiMcuId(chip.frame.rest) : undefined;
  const told = await device.read(keysOf(profile), signal);
  const value = (key: string | undefined): string | undefined => told.find((one) => one.key === key)?.value;
  const firmwareVersion = value(profile.identity?.firmwareVersion) ?? awake.firmware;
  const model = value(profile.identity?.model) ?? profile.models[0];
  const serialNumber = value(profile.identity?.serialNumber) ?? (id?.isUnique === true ? id.text : undefined);
  const isCertain = awake.protocol !== undefined && (await doAllFit(device, profile, awake, signal));
  // The limits of the items come from the device, and most firmware is built without the other two.
  for (const command of ['GC', 'G4', 'GM']) await device.askReading(command, signal);
  return {
    ...(profile.vendor === undefined ? {} : { vendor: profile.vendor }),
    ...(model === undefined ? {} : { model }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    firmwareVersion,
    confidence: isCertain ? 'certain' : 'likely',
    sentence: `Asked for its version ($GV), it answered ${printable(awake.frame.text)}.`,
    facts: factsOf(device, profile, { awake, chipId: id?.text, told }),
  };
}

function keysOf({ identity }: RapiProfile): string[] {
  const { model, serialNumber, firmwareVersion, facts = [] } = identity ?? {};
  return [model, serialNumber, firmwareVersion, ...facts].flatMap((key) => key ?? []);
}

/** What RAPI itself tells, and the facts of the profile; each once. */
function factsOf(
  { specs }: RapiDevice,
  { identity }: RapiProfile,
  { awake, chipId, told }: { awake: RapiAwake; chipId: string | undefined; told: readonly ItemReading[] },
): PortIdentity['facts'] {
  const { protocol, dialect } = awake;
  const facts = new Map([
    ['RAPI version', protocol ?? 'unknown'],
    ['Checksum', dialect.checksum === 'xor' ? 'XOR' : 'sum'],
    ['Sequence ids', dialect.hasIds ? 'yes' : 'no'],
  ]);
  if (chipId !== undefined) facts.set('Chip id', chipId);
  for (const { key, value } of told) {
    if (value === undefined || identity?.facts.includes(key) !== true) continue;
    facts.set(specs.get(key)?.item.title ?? key, value);
  }
  return Array.from(facts, ([name, value]) => ({ name, value }));
}

/** Whether each question of the profile is answered as it says. */
async function doAllFit(
  device: RapiDevice,
  profile: RapiProfile,
  awake: RapiAwake,
  signal: AbortSignal,
): Promise<boolean> {
  for (const { command: key, field: name, matches } of profile.identify) {
    const command = profile.commands.find((one) => one.key === key);
    if (command === undefined) return false;
    const answer = command.send === 'GV' ? undefined : await device.askReading(command.send, signal);
    if (answer !== undefined && answer.kind !== 'ok') return false;
    const { args, rest } = answer?.frame ?? awake.frame;
    const index = command.reply.findIndex((field) => field.name === name);
    const field = command.reply[index];
    const value = field === undefined ? { value: rest } : fieldValue(args[index] ?? '', field);
    if (value === undefined || !('value' in value)) return false;
    if (matches !== undefined && compilePattern(matches).find(value.value) === undefined) return false;
  }
  return true;
}
