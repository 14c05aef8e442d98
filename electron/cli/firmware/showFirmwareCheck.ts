import type { Result } from '../../../shared/contract/methods.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import { failureSentence } from '../configuration/stationFailure.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';

export type FirmwareCheck = Result<'firmware.check'>;
type CheckedStation = FirmwareCheck['stations'][number];

/** Shows on stderr what would happen, before anything does. Answers with the chargers that can be pushed to. */
export function showFirmwareCheck(
  { file, stations }: FirmwareCheck,
  terminal: Terminal,
  { isForced }: { isForced: boolean },
): string[] {
  const version = file.version === undefined ? '' : `, version ${file.version}`;
  terminal.note(`${file.name}: ${sizeText(file.sizeBytes)}${version}, SHA-256 ${file.sha256}`);
  for (const station of stations) showStation(station, terminal);
  return stations
    .filter(({ canPush, failure }) => failure === undefined && (canPush || isForced))
    .map(({ stationId }) => stationId);
}

function showStation(
  { stationId, failure, preChecks, whatHappens }: CheckedStation,
  terminal: Terminal,
): void {
  const say = (words: string): void => terminal.note(`${stationId}: ${oneLine(words)}`);
  for (const { level, sentence, remedy } of preChecks) {
    const mark = level === 'ok' ? 'ok' : level === 'warning' ? 'careful' : 'stop';
    say(
      `${mark}: ${[sentence, level === 'ok' ? undefined : remedy].filter((part) => part !== undefined).join(' ')}`,
    );
  }
  if (failure !== undefined) say(failureSentence(failure));
  for (const sentence of whatHappens) say(sentence);
}
