import type { OcppVersion } from '../../../../ocpp/version.ts';

const NAME =
  /ocpp(?:[ _-]?version["']?\s*[:=]\s*["']?(?:ocpp)?)?[ _/-]?v?(1\.5|1\.6|2\.0\.1|2\.1|15|16|201|21)(?![\d.]*\d)/gi;

const VERSIONS: Readonly<Record<string, OcppVersion>> = {
  '1.5': '1.5',
  '15': '1.5',
  '1.6': '1.6',
  '16': '1.6',
  '2.0.1': '2.0.1',
  '201': '2.0.1',
  '2.1': '2.1',
  '21': '2.1',
};

/** The version that a text names, as a subprotocol or in words; nothing where it names several, as an offer does. */
export function versionIn(text: string): OcppVersion | undefined {
  const named = new Set<OcppVersion>();
  for (const [, name = ''] of text.matchAll(NAME)) {
    const version = VERSIONS[name];
    if (version !== undefined) named.add(version);
  }
  const [only] = named;
  return named.size === 1 ? only : undefined;
}
