import { readEnvelope, type SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { operationOf, readMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import { serviceNamespace } from '../../../../shared/ocpp/soap/soapNames.ts';
import type { SoapVersion } from '../../../../shared/ocpp/version.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import type { Schemas } from '../schemas/schemas.ts';
import { issueOf } from '../sessionIssue.ts';
import { decodeXml, type DecodedXml } from '../../../../shared/ocpp/soap/decodeXml.ts';
import type { SoapArrival, SoapVerdict } from './soapArrival.ts';
import { assumedEnvelope, dialectOf } from './soapDialect.ts';
import { writeFault } from './soapReply.ts';
import { soapRecords } from './soapRecords.ts';
import type { SoapRequest, SoapSession } from './soapSession.ts';
import { whoCalls } from './whoCalls.ts';

export interface SoapServiceOptions {
  recorder: Recorder;
  schemas: Schemas;
  log: (line: string) => void;
  /** The session of a station that speaks SOAP at present. */
  sessionOf: (stationId: string) => SoapSession | undefined;
  /** The stations that speak SOAP from an address at present. */
  stationsAt: (remoteAddress: string) => readonly string[];
  /** Begins a session; one that the station has is replaced. */
  begin: (
    request: SoapRequest,
    who: { stationId: string; version: SoapVersion; schemas: VersionSchemas },
  ) => SoapSession;
}

/** Nothing names a version: what old chargers speak that leave out namespaces. */
const ASSUMED_VERSION: SoapVersion = '1.5';

/** The central system service: every SOAP request comes in here and goes on to the session of its station. */
export class SoapService {
  readonly #options: SoapServiceOptions;

  constructor(options: SoapServiceOptions) {
    this.#options = options;
  }

  /** Whatever is wrong with us, the caller gets an answer and the program goes on. */
  take(arrival: SoapArrival): void {
    try {
      this.#take(arrival);
    } catch (error) {
      this.#defect(arrival, error);
    }
  }

  #take(arrival: SoapArrival): void {
    const xml = decodeXml(arrival.body, arrival.contentType);
    const read = readEnvelope(xml.text);
    if (!read.ok) {
      this.#refuse(arrival, xml, read);
      return;
    }
    const { envelope } = read;
    const who = whoCalls(envelope, arrival, this.#options.stationsAt);
    if (!who.ok) {
      const fault = writeFault(
        this.#dialect(arrival, envelope),
        { code: 'IdentityMismatch', description: who.sentence },
        envelope.header,
      );
      arrival.judge({ ok: false, code: 'identity-unusable', sentence: who.sentence, remedy: who.remedy });
      arrival.answer(fault);
      return;
    }
    if (isForeign(envelope, arrival)) {
      this.#refuseForeign(arrival, envelope);
      return;
    }
    const { stationId, issues } = who;
    const known = this.#options.sessionOf(stationId);
    const version = envelope.ocpp?.version ?? known?.peer.version ?? ASSUMED_VERSION;
    const request = { arrival: { ...arrival, issues: [...arrival.issues, ...issues] }, envelope, xml };
    const loaded = this.#options.schemas.loaded(version);
    if (loaded !== undefined) {
      this.#deliver(request, stationId, version, loaded);
      return;
    }
    this.#options.schemas
      .load(version)
      .then((schemas) => this.#deliver(request, stationId, version, schemas))
      .catch((error: unknown) => this.#defect(arrival, error));
  }

  #defect(arrival: SoapArrival, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#options.log(`SOAP from ${arrival.remoteAddress}: ${detail}`);
    const description = 'Kerbside failed to make an answer';
    arrival.answer(writeFault(this.#dialect(arrival), { code: 'InternalError', description }));
  }

  #deliver(request: SoapRequest, stationId: string, version: SoapVersion, schemas: VersionSchemas): void {
    const known = this.#options.sessionOf(stationId);
    const isSame =
      known?.peer.version === version && known.peer.remoteAddress === request.arrival.remoteAddress;
    if (!isSame) {
      const spoken = request.envelope.ocpp?.spoken ?? version;
      const sentence = `${stationId} speaks OCPP ${spoken} over SOAP.`;
      request.arrival.judge({ ok: true, code: 'connected', sentence, stationId });
    }
    const session = isSame ? known : this.#options.begin(request, { stationId, version, schemas });
    session.receive(request);
  }

  #refuse(
    arrival: SoapArrival,
    xml: DecodedXml,
    { code, sentence }: { code: string; sentence: string },
  ): void {
    const { recorder, stationsAt } = this.#options;
    const known = stationsAt(arrival.remoteAddress);
    const stationId =
      known.length === 1 && known[0] !== undefined ? known[0] : `unnamed-${arrival.remoteAddress}`;
    const issues = [...arrival.issues, issueOf('error', code, sentence)];
    soapRecords(
      recorder,
      stationId,
      undefined,
    )({ at: Date.now(), kind: 'malformed', direction: 'in', raw: xml.raw, issues });
    arrival.judge({
      ok: false,
      code,
      sentence: `Sent a SOAP message that cannot be read. ${sentence}`,
      remedy:
        'The message is in the trace as it came. Check what sends it; a charger that sends this has a fault.',
    });
    const fault = writeFault(this.#dialect(arrival), { code: 'ProtocolError', description: sentence });
    recorder.afterCommit(() => arrival.answer(fault));
  }

  #refuseForeign(arrival: SoapArrival, envelope: SoapEnvelope): void {
    const name = envelope.message?.name ?? operationOf(envelope.header.action) ?? 'nothing';
    const namespace = envelope.message?.namespace;
    const of = namespace === undefined ? '' : ` of ${namespace.slice(0, 100)}`;
    const verdict: SoapVerdict = {
      ok: false,
      code: 'soap-foreign',
      sentence: `Speaks SOAP, but not OCPP: asked for “${name.slice(0, 60)}”${of}.`,
      remedy: 'Another program uses this address; chargers are not affected.',
    };
    arrival.judge(verdict);
    const fault = {
      code: 'NotSupported',
      description: 'This is an OCPP central system; it has no such service',
    } as const;
    arrival.answer(writeFault(this.#dialect(arrival, envelope), fault, envelope.header));
  }

  #dialect({ contentType }: SoapArrival, envelope?: SoapEnvelope) {
    if (envelope !== undefined) return dialectOf(envelope, ASSUMED_VERSION, contentType);
    const namespace = serviceNamespace(ASSUMED_VERSION, 'Cs');
    return { envelopeVersion: assumedEnvelope(contentType), addressing: '2005/08', namespace } as const;
  }
}

/** Neither a namespace, nor an identity, nor an operation of OCPP. */
function isForeign(envelope: SoapEnvelope, { httpAction }: SoapArrival): boolean {
  if (envelope.ocpp !== undefined || envelope.header.chargeBoxIdentity !== undefined) return false;
  return !(['1.5', '1.6'] as const).some(
    (version) => readMessage(envelope, { version, httpAction })?.isKnown === true,
  );
}
