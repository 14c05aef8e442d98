import type { z } from 'zod';
import { nearestName } from '../../../../../shared/nearestName.ts';
import { profileFaults } from '../../../../../shared/service-port/profile/checks/profileFaults.ts';
import { fieldName } from '../../../../../shared/service-port/profile/checks/checkFault.ts';
import { withBoundedPatterns } from '../../../../../shared/service-port/profile/pattern/patternSchema.ts';
import { PROFILE_SCHEMAS, type PortProfile } from '../../../../../shared/service-port/profile/portProfile.ts';
import {
  PORT_DRIVERS,
  portDriverSchema,
  type PortDriver,
  type ProfileTrouble,
} from '../../../../../shared/service-port/portProfileInfo.ts';
import { readProfileDocument, type ProfileDocument } from './profileDocument.ts';
import type { ProfileFault } from './profileFault.ts';
import { schemaErrors } from './profileJsonSchemas.ts';
import { schemaFaults } from './schemaFaults.ts';

/** The largest map known has 200 items in 30 kB. */
export const LARGEST_PROFILE_BYTES = 128 * 1024;
const MOST_TROUBLES = 50;

export interface ProfileReading {
  /** Absent where there is any trouble. */
  profile?: PortProfile;
  troubles: readonly ProfileTrouble[];
}

/** Reads a profile as YAML or JSON and checks it, by its schema and by what makes sense of a device. Never throws. */
export function readProfile(text: string, file: string): ProfileReading {
  if (Buffer.byteLength(text) > LARGEST_PROFILE_BYTES) {
    const sentence = `The file is larger than ${LARGEST_PROFILE_BYTES / 1024} kB; it is not read.`;
    return { troubles: [{ file, sentence }] };
  }
  const document = readProfileDocument(text.replace(/^\uFEFF/, ''));
  if (Array.isArray(document)) {
    return { troubles: document.map((fault) => ({ file, ...fault })) };
  }
  const checked = checkProfile(document.data);
  if (!Array.isArray(checked)) return { profile: checked, troubles: [] };
  return { troubles: checked.slice(0, MOST_TROUBLES).map((fault) => troubleOf(fault, document, file)) };
}

/** Checks a profile as it is written, with defaults left out; answers with the whole one, or with what is wrong. */
export function checkProfile(data: unknown): PortProfile | ProfileFault[] {
  const driver = driverOf(data);
  if (typeof driver !== 'string') return [driver];
  const broken = schemaFaults(schemaErrors(driver, data), MOST_TROUBLES);
  if (broken.length > 0) return broken;
  const parsed = withBoundedPatterns(() => PROFILE_SCHEMAS[driver].safeParse(data));
  if (!parsed.success) return parsed.error.issues.map(issueFault);
  const faults = profileFaults(parsed.data);
  return faults.length > 0 ? [...faults] : parsed.data;
}

function driverOf(data: unknown): PortDriver | ProfileFault {
  if (data === null || data === undefined) return { path: [], sentence: 'The file is empty.' };
  if (typeof data !== 'object' || Array.isArray(data)) {
    return {
      path: [],
      sentence: 'A profile consists of names and values (name: value); see the README of the folder.',
    };
  }
  const wanted: unknown = 'driver' in data ? data.driver : undefined;
  const known = PORT_DRIVERS.join(', ');
  if (wanted === undefined) {
    return { path: ['driver'], sentence: `is missing; it says how the device speaks: ${known}.` };
  }
  const driver = portDriverSchema.safeParse(wanted);
  if (driver.success) return driver.data;
  const near = typeof wanted === 'string' ? nearestName(wanted, PORT_DRIVERS) : undefined;
  const suggestion = near === undefined ? '' : ` Did you mean “${near}”?`;
  return { path: ['driver'], sentence: `must be one of ${known}.${suggestion}` };
}

function issueFault(issue: z.core.$ZodIssue): ProfileFault {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
  // JSON knows no NaN and no infinity, and its schema none either.
  const isNoNumber = issue.code === 'invalid_type' && issue.expected === 'number';
  return { path, sentence: isNoNumber ? 'must be a number such as 16 or 0.1.' : issue.message };
}

function troubleOf(fault: ProfileFault, document: ProfileDocument, file: string): ProfileTrouble {
  const field = fieldName(fault.path);
  return {
    file,
    line: document.lineOf(fault.path, fault.isName),
    ...(field === '' ? {} : { field }),
    sentence: fault.sentence,
  };
}
