import type { ReadScope } from '../../../../../shared/configuration/configuration.ts';
import type { WantedChange } from '../../../../../shared/configuration/change.ts';
import type { ReadPart } from '../../../../../shared/configuration/readPart.ts';
import { parseVariableAddress } from '../../../../../shared/configuration/variableAddress.ts';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../../../shared/station/outcome.ts';
import { stationReturn } from '../../stationReturn.ts';
import type {
  ConfigurationSource,
  SourceContext,
  SourceReading,
  WriteResult,
} from '../configurationSource.ts';
import { callOf, type OcppCalls } from '../ocppCalls.ts';
import { GetVariables } from './getVariables.ts';
import { KnownVariables, setVariableData } from './knownVariables.ts';
import { ModelReading } from './modelReading.ts';
import { PartReading, type PartReadingOptions } from './partReading.ts';
import { ReportReader } from './reportReader.ts';
import { writeVariables } from './writeVariables.ts';

/** Stations of some makes come back only after minutes. */
const RETURN_LIMIT_MS = 5 * 60_000;

/** The device model of a 2.x station: reports, GetVariables and SetVariables (OCPP 2.0.1 B05 to B08). */
export class Ocpp2Source implements ConfigurationSource {
  readonly #stationId: string;
  readonly #version: OcppVersion;
  readonly #calls: OcppCalls;
  readonly #known = new KnownVariables();

  constructor(stationId: string, version: OcppVersion, calls: OcppCalls) {
    this.#stationId = stationId;
    this.#version = version;
    this.#calls = calls;
  }

  async readWhole(scope: ReadScope, context: SourceContext): Promise<SourceReading> {
    const byName = this.#byName(context);
    return new ModelReading({ ...this.#model(context), scope, byName }).run();
  }

  async readPart(part: ReadPart, context: SourceContext): Promise<SourceReading> {
    const byName = this.#byName(context);
    return new PartReading({ ...this.#model(context), part, byName }).run();
  }

  async readSome(addresses: readonly string[], context: SourceContext): Promise<SourceReading> {
    const byName = this.#byName(context);
    await byName.read(addresses.map((address) => this.ownAddress(address)));
    const { items, unknown, unread, steps, chunk, stoppedBy } = byName;
    const isNothing = items.length === 0 && unknown.length === 0;
    const counts = `${items.length} of ${addresses.length} asked for by name`;
    return {
      how: isNothing ? 'not-read' : 'by-name',
      ...(chunk === undefined ? {} : { chunk }),
      isWhole: unread.length === 0,
      items,
      unknown,
      unread,
      steps,
      sentence: stoppedBy === undefined ? `${counts}.` : `${counts}. The reading ended early. ${stoppedBy}`,
      proof: steps.flatMap(({ requestSeq }) => requestSeq ?? []),
    };
  }

  batchSize(changes: readonly WantedChange[]): number {
    const wrong = changes.findIndex(({ address }) => parseVariableAddress(address) === undefined);
    // What is no address goes alone, so that it keeps no other change from being sent.
    if (wrong === 0) return 1;
    return this.#known.batchSize('SetVariables', wrong === -1 ? changes : changes.slice(0, wrong));
  }

  async write(batch: readonly WantedChange[], context: SourceContext): Promise<WriteResult[]> {
    const own = batch.map(({ address, value }) => ({ address: this.ownAddress(address), value }));
    const data = setVariableData(own);
    if (data.length === 0) {
      return batch.map(({ address }) => ({
        address,
        state: 'not-sent',
        sentence: 'This is no address of a variable, such as OCPPCommCtrlr.HeartbeatInterval.',
      }));
    }
    const outcome = await callOf(
      this.#calls,
      this.#stationId,
      'SetVariables',
      JSON.stringify({ setVariableData: data }),
      context,
    );
    return writeVariables(batch, outcome);
  }

  ownAddress(address: string): string {
    return this.#known.spellingOf(address);
  }

  #model(context: SourceContext): Pick<PartReadingOptions, 'version' | 'reader' | 'known'> {
    return { version: this.#version, reader: this.#reader(context), known: this.#known };
  }

  #reader(context: SourceContext): ReportReader {
    return new ReportReader({
      stationId: this.#stationId,
      context,
      reports: this.#calls.reports,
      known: this.#known,
      ask: (action, payloadText) => this.#ask(action, payloadText, context),
      comeBack: () => this.#comeBack(context),
    });
  }

  #comeBack({ signal }: SourceContext): Promise<boolean> {
    return stationReturn(this.#calls.central, this.#stationId, { limitMs: RETURN_LIMIT_MS, signal });
  }

  #byName(context: SourceContext): GetVariables {
    return new GetVariables({
      known: this.#known,
      ask: (payloadText) => this.#ask('GetVariables', payloadText, context),
      comeBack: () => this.#comeBack(context),
      onProgress: (progress) => context.onProgress?.(progress),
    });
  }

  async #ask(action: string, payloadText: string, context: SourceContext): Promise<Outcome> {
    const outcome = await callOf(this.#calls, this.#stationId, action, payloadText, context);
    context.signal?.throwIfAborted();
    return outcome;
  }
}
