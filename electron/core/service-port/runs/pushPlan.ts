import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params } from '../../../../shared/contract/methods.ts';
import type { PreCheck, PushedFile } from '../../../../shared/files/firmwareUpdate.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import type { PortPushPlan } from '../../../../shared/service-port/portRun.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { TransferTimes } from '../../../../shared/service-port/transfer/transferMachine.ts';
import type { FirmwareLibrary } from '../../firmware-library/firmwareLibrary.ts';
import { firmwareFileOf, type FirmwareFileRef } from '../../firmware/firmwareFiles.ts';
import { lookAt } from '../../files/transfers/offer.ts';
import type { Sums } from '../../files/storage/sums.ts';
import type { FirmwareValues, FirmwareWay } from '../drivers/chargerDriver.ts';
import { openFileBlocks } from '../transfer/fileBlocks.ts';
import type { Flasher } from '../transfer/flasher.ts';
import { flasherOf } from '../transfer/flasherOf.ts';
import { pushChecks, type PushFacts } from './pushChecks.ts';
import { pushParameters } from './pushParameters.ts';
import { notRecorded, type RecordingState } from './recordingState.ts';
import { cannot, readyState, type RunPorts } from './runPorts.ts';

export interface PlanMeans {
  ports: RunPorts;
  library: FirmwareLibrary;
  sums: Sums;
  canKeepConfiguration: (state: PortState) => boolean;
  times?: Partial<TransferTimes> | undefined;
  recording: RecordingState | undefined;
}

/** A plan with what is needed to carry it out. */
export interface PushPlan {
  shown: PortPushPlan;
  file: PushedFile;
  state: PortState;
  way: FirmwareWay;
  flasher: Flasher;
  values: FirmwareValues;
}

/** Fails with `not-found`, `unavailable`, `busy`, `invalid-params`, and `conflict` where firmware cannot go over this port. */
export async function planPush(
  wish: Params<'port.planPush'>,
  { ports, library, sums, canKeepConfiguration, times, recording }: PlanMeans,
  signal: AbortSignal,
): Promise<PushPlan> {
  const ref = refOf(wish);
  readyState(ports, wish.path);
  const driver = ports.driver(wish.path);
  const way = driver.firmware();
  if (way === undefined) throw cannot(driver, 'firmware');
  const flasher = flasherOf(way.method, times);
  const transfers = { lookAt: (path: string) => lookAt({ path }, sums) };
  const parameters = pushParameters(driver, way, wish.parameters);
  const file = await firmwareFileOf(ref, wish.version, { transfers, library });
  await ports.lookForCar(wish.path, signal);
  const versionBefore = await versionOf(ports, wish.path, way, signal);
  const state = readyState(ports, wish.path);
  const isExperimental = way.isExperimental || flasher.isExperimental;
  const facts = {
    file,
    way: { ...way, isExperimental },
    state,
    versionBefore,
    parameters,
    canKeepConfiguration: canKeepConfiguration(state),
    notRecorded: notRecorded(recording),
  };
  const checks = [...(await pushChecks(facts)), ...(await looked(facts, flasher))];
  const shown: PortPushPlan = {
    file: { name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256 },
    method: way.method,
    isExperimental,
    checks,
    will: whatHappens(facts, flasher),
    parameters,
    ...(versionBefore === undefined ? {} : { versionBefore }),
    confirmWith: confirmWord(state),
  };
  return { shown, file, state, way, flasher, values: valuesOf(parameters) };
}

/** As the device tells it now, where the profile has an item for it; else as it did when it was identified. */
async function versionOf(
  ports: RunPorts,
  path: string,
  { versionKey }: FirmwareWay,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (versionKey === undefined) return ports.state(path).identity?.firmwareVersion;
  const [reading] = await ports.read(path, [versionKey], signal);
  return reading?.value;
}

async function looked({ file, way }: PushFacts, flasher: Flasher): Promise<PreCheck[]> {
  if (flasher.look === undefined) return [];
  const source = await openFileBlocks(file.path, file.name, file.sizeBytes);
  try {
    return await flasher.look(source, way.chip);
  } finally {
    await source.close();
  }
}

function refOf({ libraryId, filePath }: Params<'port.planPush'>): FirmwareFileRef {
  if (libraryId !== undefined && filePath === undefined) return { libraryId };
  if (filePath !== undefined && libraryId === undefined) return { path: filePath };
  throw new ContractError('invalid-params', 'Name a file of the library or one of this computer, not both.');
}

/** Something of this very device, so that nobody types it for another one by habit. */
function confirmWord({ identity }: PortState): string {
  return identity?.serialNumber ?? identity?.model ?? 'PUSH';
}

function whatHappens(
  { file, way, state, parameters, canKeepConfiguration }: PushFacts,
  flasher: Flasher,
): string[] {
  const { baud, format } = state.line;
  const seconds = Math.ceil((file.sizeBytes * 11) / baud);
  const time = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  const typed = way.typed?.(valuesOf(parameters)) ?? [];
  return [
    ...(canKeepConfiguration ? ['Its configuration is read and kept.'] : []),
    'Nothing else can be sent over this port until it has ended.',
    'The device is brought into its boot loader; it does not charge until it has started again.',
    ...(typed.length === 0
      ? []
      : [`At the device is typed: ${typed.map((line) => shownKeys(line)).join(', ')}.`]),
    `${file.name} (${sizeText(file.sizeBytes)}) goes over by ${way.method} at ${baud} ${format}: about ${time} at the least.`,
    'Afterwards it is identified again, and its version is compared.',
    'Keep the power on and the cable in, and let this computer not go to sleep.',
    `If it is cut: ${flasher.ifCut}`,
    ...way.warnings,
  ];
}

/** A single key has a name where it cannot be seen. */
function shownKeys(line: string): string {
  if (line === ' ') return 'the space bar';
  const shown = line.replaceAll('\r', '').replaceAll('\n', '');
  if (shown === '') return 'Enter';
  return shown.length === 1 && shown < ' ' ? controlKey(shown) : `“${shown}”`;
}

function controlKey(key: string): string {
  return key === '\u001B' ? 'Esc' : `Ctrl-${String.fromCodePoint((key.codePointAt(0) ?? 0) + 64)}`;
}

function valuesOf(parameters: PortPushPlan['parameters']): FirmwareValues {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}
