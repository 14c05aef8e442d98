import type { JsonObject } from '../../json.ts';
import type { OcppVersion } from '../version.ts';
import { knownMeasurand, knownUnit } from './knownSpellings.ts';
import { childPath, quoted, type Note } from './repair.ts';

const GLUED_PHASE = /^(.+)\.(L[123](?:-(?:N|L[123]))?|N)$/;
const TO_NEUTRAL = /^(L[123])-N$/;
const SCIENTIFIC = /^[+-]?\d+(?:\.\d*)?[eE][+-]?\d{1,3}$/;

/** The habits of one sampled value that no schema knows of. The same object where there are none. */
export function mendSample(
  sample: JsonObject,
  allowedMeasurands: readonly unknown[] | undefined,
  version: OcppVersion,
  path: string,
  note: Note,
): JsonObject {
  let mended = splitPhase(sample, allowedMeasurands, path, note);
  mended = mendPhase(mended, path, note);
  mended = mendUnit(mended, version, path, note);
  return mendValue(mended, path, note);
}

/** `Voltage.L1-N`: the phase stands in the measurand. */
function splitPhase(
  sample: JsonObject,
  allowed: readonly unknown[] | undefined,
  path: string,
  note: Note,
): JsonObject {
  const { measurand } = sample;
  if (typeof measurand !== 'string' || allowed?.includes(measurand) === true) return sample;
  const at = childPath(path, 'measurand');
  const [, name, phase] = GLUED_PHASE.exec(measurand.trim()) ?? [];
  if (name === undefined || phase === undefined) {
    const known = knownMeasurand(measurand);
    if (known === undefined || known === measurand) return sample;
    note(at, 'measurand-spelling', `${quoted(measurand)} is read as ${quoted(known)}.`);
    return { ...sample, measurand: known };
  }
  note(at, 'phase-split', `${quoted(measurand)} is read as measurand ${quoted(name)} of phase ${phase}.`);
  return { ...sample, measurand: name, phase: sample['phase'] ?? phase };
}

/** A current flows through a conductor, not between two: `L1-N` means `L1`. */
function mendPhase(sample: JsonObject, path: string, note: Note): JsonObject {
  const { measurand, phase } = sample;
  if (typeof measurand !== 'string' || !measurand.startsWith('Current.') || typeof phase !== 'string') {
    return sample;
  }
  const conductor = TO_NEUTRAL.exec(phase)?.[1];
  if (conductor === undefined) return sample;
  const why = `A current has no phase ${quoted(phase)}; it is read as ${conductor}.`;
  note(childPath(path, 'phase'), 'phase-of-current', why);
  return { ...sample, phase: conductor };
}

function mendUnit(sample: JsonObject, version: OcppVersion, path: string, note: Note): JsonObject {
  const { unit, unitOfMeasure } = sample;
  if (typeof unit === 'string') {
    const known = knownUnit(unit, version);
    if (known === undefined || known === unit) return sample;
    note(childPath(path, 'unit'), 'unit-spelling', `The unit ${quoted(unit)} is read as ${quoted(known)}.`);
    return { ...sample, unit: known };
  }
  if (typeof unitOfMeasure !== 'object' || unitOfMeasure === null || Array.isArray(unitOfMeasure))
    return sample;
  const at = childPath(path, 'unitOfMeasure');
  const within = mendUnit({ unit: unitOfMeasure['unit'] ?? null }, version, at, note)['unit'];
  return within === unitOfMeasure['unit'] || within === null || within === undefined
    ? sample
    : { ...sample, unitOfMeasure: { ...unitOfMeasure, unit: within } };
}

/** `2e+01` is 20: many programs cannot read it. */
function mendValue(sample: JsonObject, path: string, note: Note): JsonObject {
  const { value } = sample;
  if (typeof value !== 'string' || !SCIENTIFIC.test(value.trim())) return sample;
  const plain = String(Number(value));
  if (plain.includes('e') || plain === 'Infinity') return sample;
  const why = `${quoted(value)} is scientific notation for ${plain}.`;
  note(childPath(path, 'value'), 'scientific', why);
  return { ...sample, value: plain };
}
