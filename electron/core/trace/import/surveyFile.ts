import type { FoundItem, FoundTime } from '../../../../shared/trace/import/found.ts';
import type { FileLearning } from './fileLearning.ts';
import { readFacts } from './frameFacts.ts';
import { currentTimeOf, OffsetVotes } from './importClock.ts';
import { OrderVotes } from './orderVotes.ts';
import { readItems, type ChosenFormat } from './readItems.ts';
import type { SourceFile } from './sourceFile.ts';

/** What has to be known of a file before its first record is made. */
export interface Survey {
  isNewestFirst: boolean;
  jumpsBack: number;
  /** How far local times are ahead of UTC, by the times that answers told. */
  offsetMs: number | undefined;
  /** The first time that stands in the file. */
  firstTime: FoundTime | undefined;
  /** The first time that a central system told, for a file without times. */
  start: number | undefined;
  /** The station, where the file names just one. */
  onlyStation: string | undefined;
  namesNoStation: boolean;
}

/** A file whose frames say everything by themselves is only asked for its order. */
const SHORT_BYTES = 256 * 1024;

interface SurveyOptions {
  learning: FileLearning;
  limitBytes: number;
  signal: AbortSignal | undefined;
}

/** Goes once through the beginning of a file. Lessons about stations and writers are for `learning`. */
export async function surveyFile(
  source: SourceFile,
  chosen: ChosenFormat,
  { learning, limitBytes, signal }: SurveyOptions,
): Promise<Survey> {
  const isExplicit = chosen.kind === 'binary' || chosen.format.isExplicit === true;
  const offsets = new OffsetVotes();
  const order = new OrderVotes();
  const stations = new Set<string>();
  let firstTime: FoundTime | undefined;
  let start: number | undefined;
  const look = (item: FoundItem): void => {
    if (item.time?.missing === undefined) firstTime ??= item.time;
    order.observe(item.time);
    if (item.type === 'note') return;
    const { facts } = readFacts(item);
    const named = item.stationId ?? facts.stationId;
    if (named !== undefined && stations.size < 2) stations.add(named);
    learning.observe(item, facts, item.stationId ?? facts.stationId ?? '');
    const told = currentTimeOf(facts);
    offsets.observe(item.time, told);
    start ??= told;
  };
  await readItems(source, chosen, look, { limitBytes: isExplicit ? SHORT_BYTES : limitBytes, signal });
  const [only] = stations;
  return {
    isNewestFirst: order.isNewestFirst,
    jumpsBack: order.jumpsBack,
    offsetMs: offsets.result(),
    firstTime,
    start,
    namesNoStation: stations.size === 0,
    onlyStation: stations.size === 1 ? only : undefined,
  };
}
