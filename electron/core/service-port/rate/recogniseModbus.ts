import {
  answerLength,
  decodeAnswer,
  type ModbusAnswer,
} from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import type { ModbusPiece } from '../../../../shared/service-port/modbus/modbusFrame.ts';
import { encodeRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';
import type { ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { createFraming, type FramingName } from '../drivers/modbus/framing.ts';
import { judgeProbe, probeRequest, type ProbeVerdict } from '../drivers/modbus/probe.ts';
import type { Exchange } from '../drivers/modbus/question.ts';
import { createRegisterMap } from '../drivers/modbus/registerMap.ts';
import type { PortLine } from '../line/portLine.ts';
import { fittingProfile, type FittingProfiles } from './fittingProfile.ts';
import { hear } from './hear.ts';
import { settingKey, settingsOfOne, type TriedSetting } from './lineSettingsToTry.ts';

/** The unit that answered, how its frames look, and at which setting. */
export interface AnsweringUnit {
  unit: number;
  framing: FramingName;
  setting: TriedSetting;
}

export interface ModbusRecognition {
  line: PortLine;
  signal: AbortSignal;
  profiles: readonly PortProfile[];
  found: AnsweringUnit;
  /** For each answer; ms. */
  answerMs: number;
  /** Between an answer and the next request, where a profile names no longer one; ms. */
  gapMs?: number;
}

/** Unit and CRC of a frame of RTU; and an exception in one. */
const RTU_FRAME_BYTES = 3;
const EXCEPTION_BYTES = 5;
/** Some frames are right with one byte more, too: where so long nothing follows, it was all; ms. */
const WHOLE_MS = 60;

type ReadRequest = ReturnType<typeof probeRequest>;

/** Slow devices need it to listen again; ms. */
const GAP_MS = 50;

/**
 * Which device a unit is that answered: any device of Modbus answers any question, if only with an exception, so each profile's own questions are
 * asked, and all of its answers must be as the profile says. Only reads.
 */
export async function recogniseModbus(recognition: ModbusRecognition): Promise<FittingProfiles> {
  const { profiles, found } = recognition;
  const asked = profiles.filter(
    (profile): profile is ModbusProfile =>
      profile.driver === 'modbus' && profile.line.framings.includes(found.framing),
  );
  const answers = new Map<string, Exchange>();
  const fitting: ModbusProfile[] = [];
  const words = new Map<string, string>();
  for (const profile of asked) {
    const verdicts = await verdictsOf(recognition, profile, answers);
    if (verdicts.every(({ fits }) => fits)) fitting.push(profile);
    words.set(profile.id, verdicts.map((verdict) => verdict.words).join('; '));
  }
  const usual = fitting.filter((profile) =>
    settingsOfOne(profile).some((setting) => settingKey(setting) === settingKey(found.setting)),
  );
  const chosen = fittingProfile(usual.length > 0 ? usual : fitting);
  return { ...chosen, ...unitOf(fitting, chosen, found.unit), note: note(chosen, asked, words, found.unit) };
}

/** Up to the first that does not fit: the next ones may be of another device. */
async function verdictsOf(
  recognition: ModbusRecognition,
  profile: ModbusProfile,
  answers: Map<string, Exchange>,
): Promise<ProbeVerdict[]> {
  const map = createRegisterMap(profile);
  const verdicts: ProbeVerdict[] = [];
  for (const probe of profile.identify) {
    const request = probeRequest(probe, profile, map);
    const key = `${request.functionCode} ${request.address} ${request.count}`;
    const exchange = answers.get(key) ?? (await askUnit(recognition, request, profile));
    answers.set(key, exchange);
    const verdict = judgeProbe(probe, profile, request, exchange);
    verdicts.push(verdict);
    if (!verdict.fits) break;
  }
  return verdicts;
}

async function askUnit(
  { line, signal, found, answerMs, gapMs = GAP_MS }: ModbusRecognition,
  request: ReadRequest,
  { name, line: manners }: ModbusProfile,
): Promise<Exchange> {
  const { unit, framing } = found;
  const { encode, receiver } = createFraming(framing);
  const pdu = encodeRequest(request);
  receiver.await({ unit, functionCode: request.functionCode, pduLength: answerLength(request) });
  const lengths = new Set([EXCEPTION_BYTES, answerLength(request) + RTU_FRAME_BYTES]);
  let answer: ModbusAnswer | undefined;
  const take = (pieces: readonly ModbusPiece[]): void => {
    for (const piece of pieces) {
      // A line that only sends back what was asked is no answer.
      if (piece.kind !== 'frame' || piece.unit !== unit || Buffer.compare(piece.pdu, pdu) === 0) continue;
      answer ??= decodeAnswer(request, piece.pdu);
    }
  };
  // What is still on its way answers an earlier question.
  await hear({ line, signal }, Math.max(gapMs, manners.gapMs));
  const hearing = hear({ line, signal }, answerMs, (bytes) => {
    take(receiver.push(bytes));
    if (answer !== undefined) return 0;
    return lengths.has(receiver.heldBytes) ? WHOLE_MS : undefined;
  });
  hearing.catch(() => undefined);
  const bytes = encode(unit, pdu);
  const written = line.write(bytes);
  line.tell('out', bytes.length, {
    action: 'detect',
    meaning: `asks whether it is ${name}, which only reads`,
  });
  await written;
  await hearing;
  take(receiver.silence());
  return exchangeOf(answer, unit);
}

function exchangeOf(answer: ModbusAnswer | undefined, unit: number): Exchange {
  if (answer === undefined) return { kind: 'silent', sentence: `unit ${unit} does not answer that` };
  if (answer.kind === 'exception') return { kind: 'exception', code: answer.code };
  if (answer.kind === 'unfitting') return { kind: 'unreadable', sentence: answer.sentence };
  return { kind: 'answer', answer };
}

/** Where it is not the one at which its profile asks. */
function unitOf(
  fitting: readonly ModbusProfile[],
  { profileId }: FittingProfiles,
  unit: number,
): Pick<FittingProfiles, 'unit'> {
  const profile = fitting.find(({ id }) => id === profileId);
  return profile === undefined || usualUnit(profile) === unit ? {} : { unit };
}

export function usualUnit({ line }: ModbusProfile): number {
  return line.unit?.default ?? 1;
}

function note(
  { profileId, name, others }: FittingProfiles,
  asked: readonly ModbusProfile[],
  words: ReadonlyMap<string, string>,
  unit: number,
): string {
  if (profileId !== undefined) return ` Unit ${unit} is as “${name}” is: ${words.get(profileId) ?? ''}.`;
  if (others.length > 0) return '';
  const [only] = asked;
  if (only !== undefined && asked.length === 1) {
    return ` Unit ${unit} answers, but not as “${only.name}” does: ${words.get(only.id) ?? ''}.`;
  }
  return ` Unit ${unit} answers, but as none of the ${asked.length} devices that were asked for. A profile of your own can describe it.`;
}
