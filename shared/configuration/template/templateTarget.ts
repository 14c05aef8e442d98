import type { ConfigurationOwner } from '../configuration.ts';
import { isFirmwareRange, isInFirmwareRange } from './firmwareRange.ts';
import type { TemplateTarget } from './template.ts';

/** Why a template is not for a charger, in a sentence; nothing where it is. */
export function whyNotFor(target: TemplateTarget = {}, owner: ConfigurationOwner): string | undefined {
  const { ocpp, vendor, model, firmware } = target;
  if (ocpp !== undefined && !ocpp.includes(owner.version)) {
    return `The template is for OCPP ${listed(ocpp)}; this charger speaks ${owner.version}.`;
  }
  return (
    misfit('vendor', vendor, owner.vendor, fitsName) ??
    misfit('model', model, owner.model, fitsName) ??
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

function fitsName(told: string, wanted: string): boolean {
  // Only what stands between the stars is looked for, from left to right: a pattern of a file must not cost more than that.
  const parts = wanted.trim().toLowerCase().split('*');
  const text = told.trim().toLowerCase();
  const [first = ''] = parts;
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return text.length - last.length >= at && text.endsWith(last);
}

function fitsFirmware(told: string, wanted: string): boolean {
  return isFirmwareRange(wanted) ? isInFirmwareRange(told, wanted) : fitsName(told, wanted);
}

function listed(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(' or ');
}
