import { compareFirmware } from '../firmwareVersion.ts';
import { fitsNamePattern } from '../namePattern.ts';
import type { Station } from '../station/station.ts';
import type { FirmwareDoubt, FirmwareFile } from './firmwareFile.ts';

type Ruled = Pick<FirmwareFile, 'vendors' | 'models' | 'version'>;
type Told = Pick<Station, 'vendor' | 'model' | 'firmwareVersion'>;

/** What speaks against a file for a charger, as far as the file's rules and the charger's own words say. */
export function firmwareFit(file: Ruled, station: Told): FirmwareDoubt[] {
  return [
    ...misfit('vendor', file.vendors, station.vendor),
    ...misfit('model', file.models, station.model),
    ...versionDoubts(file.version, station.firmwareVersion),
  ];
}

function misfit(
  what: 'vendor' | 'model',
  patterns: readonly string[],
  told: string | undefined,
): FirmwareDoubt[] {
  if (patterns.length === 0) return [];
  const wanted = patterns.map((pattern) => `“${pattern}”`).join(' or ');
  if (told === undefined) {
    return [
      {
        code: `${what}-unknown`,
        level: 'hint',
        sentence: `The file is for the ${what} ${wanted}; the charger has not told its ${what}.`,
        remedy: 'Ask it for a BootNotification, or look at its label.',
      },
    ];
  }
  if (patterns.some((pattern) => fitsNamePattern(told, pattern))) return [];
  return [
    {
      code: `other-${what}`,
      level: 'problem',
      sentence: `The file is for the ${what} ${wanted}; the charger has “${told}”.`,
      remedy: 'Choose the file for this charger, or change the rule of the file where it is too narrow.',
    },
  ];
}

function versionDoubts(version: string | undefined, has: string | undefined): FirmwareDoubt[] {
  if (version === undefined || has === undefined) return [];
  const order = compareFirmware(version, has);
  if (order === 0) {
    return [{ code: 'same-version', level: 'hint', sentence: `The charger has version ${has} already.` }];
  }
  if (order !== -1) return [];
  return [
    {
      code: 'older-version',
      level: 'hint',
      sentence: `Version ${version} is older than what the charger has, ${has}.`,
      remedy: 'Many chargers refuse older firmware. Go on only if the maker says that it may go back.',
    },
  ];
}
