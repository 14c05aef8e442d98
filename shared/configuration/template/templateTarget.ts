import type { ConfigurationOwner } from '../configuration.ts';
import { fitsNamePattern } from '../../namePattern.ts';
import { isFirmwareRange, isInFirmwareRange } from './firmwareRange.ts';
import { isOcpp } from '../spoken.ts';
import type { TemplateTarget } from './template.ts';

/** Why a template is not for a charger, in a sentence; nothing where it is. */
export function whyNotFor(target: TemplateTarget = {}, owner: ConfigurationOwner): string | undefined {
  const { ocpp, vendor, model, firmware } = target;
  if (ocpp !== undefined && !ocpp.includes(owner.version)) {
    const told = isOcpp(owner.version) ? `speaks ${owner.version}` : 'is on a service port';
    const wanted = ocpp.every(isOcpp) ? `OCPP ${listed(ocpp)}` : listed(ocpp);
    return `The template is for ${wanted}; this charger ${told}.`;
  }
  return (
    misfit('vendor', vendor, owner.vendor, fitsNamePattern) ??
    misfit('model', model, owner.model, fitsNamePattern) ??
    misfit('firmware', firmware, owner.firmwareVersion, fitsFirmware)
  );
}

function misfit(
  what: string,
  wanted: readonly string[] | undefined,
  told: string | undefined,
  fits: (told: string, wanted: string) => boolean,
): string | undefined {
  if (wanted === undefined) return undefined;
  if (told === undefined) {
    return `The template is for the ${what} ${listed(wanted)}; this charger has not told its own.`;
  }
  if (wanted.some((word) => fits(told, word))) return undefined;
  return `The template is for the ${what} ${listed(wanted)}; this charger has “${told}”.`;
}

function fitsFirmware(told: string, wanted: string): boolean {
  return isFirmwareRange(wanted) ? isInFirmwareRange(told, wanted) : fitsNamePattern(told, wanted);
}

function listed(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(' or ');
}
