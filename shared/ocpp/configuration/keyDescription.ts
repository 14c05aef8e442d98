import type { ValueShape } from './valueShape.ts';

/** The feature profiles of OCPP 1.6 §3.2, in its spelling. */
export const FEATURE_PROFILES = [
  'Core',
  'FirmwareManagement',
  'LocalAuthListManagement',
  'Reservation',
  'SmartCharging',
  'RemoteTrigger',
] as const;
export type FeatureProfile = (typeof FEATURE_PROFILES)[number];

/** `Security` is the whitepaper, which is no profile of its own; `Maker` is what no specification knows. */
export type KeyProfile = FeatureProfile | 'Security' | 'Maker';

/** `either`: the specification leaves it to the station whether the key can be changed. */
export const KEY_ACCESSES = ['read-only', 'read-write', 'write-only', 'either'] as const;
export type KeyAccess = (typeof KEY_ACCESSES)[number];

/** What is at stake when a value is changed. */
export const KEY_RISKS = ['charging', 'safety', 'restart', 'connection'] as const;
export type KeyRisk = (typeof KEY_RISKS)[number];

/** What a key is for, where Kerbside itself makes use of it. */
export const KEY_ROLES = [
  'backend-url',
  'backend-host',
  'backend-port',
  'backend-path',
  'backend-identity',
  'backend-password',
  'backend-enabled',
  'network-profile-order',
  'network-profile-active',
  'security-profile',
  'apn',
  'apn-user',
  'apn-password',
  'local-port',
  'max-current',
  'free-charging',
  'load-balancing',
] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

/** The values that are usual in the field; one outside is allowed, yet `sentence` says what comes of it. */
export interface UsualRange {
  min?: number;
  max?: number;
  sentence: string;
}

/** What is known about a setting besides its shape, for keys and variables alike. Sentences are for the technician. */
export interface SettingKnowledge {
  access: KeyAccess;
  /** Where the specification has one, or says what holds while the setting is absent. */
  default?: string;
  meaning: string;
  /** What goes wrong with this setting in the field. */
  hint?: string;
  /** What single values mean, such as 0 for "off". */
  valueMeanings?: Readonly<Record<string, string>>;
  usual?: UsualRange;
  risk?: KeyRisk;
  role?: KeyRole;
  /** A change holds only after a restart. */
  needsRestart?: boolean;
  /** The pack of makers' keys that says it; absent for what the specification says. */
  pack?: { id: string; name: string };
  /** Where it is written: the clause of the specification, or the source of a maker's key. */
  clause: string;
}

/**
 * How sure a maker's key is: `documented` by its maker; in the `code` of the firmware; `seen` in the answer of a charger,
 * so that its meaning is read from its name and value; `told` by somebody who used it.
 */
export const EVIDENCE_LEVELS = ['documented', 'code', 'seen', 'told'] as const;
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];

/** A configuration key of OCPP 1.5 or 1.6. */
export interface KeyDescription extends ValueShape, SettingKnowledge {
  key: string;
  /** The profile that brings the key. */
  profile: KeyProfile;
  /** Whether a station that has the profile must have the key. */
  isRequired: boolean;
  /** The key that says how many items the list may have. */
  maxItemsKey?: string;
  /** The reading contexts under which the measurands of this list are sent. */
  contexts?: readonly string[];
  /** Of makers' keys only. */
  evidence?: EvidenceLevel;
}
