import type { SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import {
  readOcppNamespace,
  serviceNamespace,
  type EnvelopeVersion,
  type Service,
} from '../../../../shared/ocpp/soap/soapNames.ts';
import type { Dialect } from '../../../../shared/ocpp/soap/writeEnvelope.ts';
import type { SoapVersion } from '../../../../shared/ocpp/version.ts';

/** How to answer an envelope: as its sender writes, since old clients understand nothing else. */
export function dialectOf(
  envelope: SoapEnvelope,
  version: SoapVersion,
  contentType: string | undefined,
): Dialect {
  return {
    envelopeVersion: envelope.envelopeVersion ?? assumedEnvelope(contentType),
    addressing: envelope.addressing ?? '2005/08',
    namespace: envelope.namespace ?? serviceNamespace(version, 'Cs'),
  };
}

export function assumedEnvelope(contentType: string | undefined): EnvelopeVersion {
  return /\btext\/xml\b/i.test(contentType ?? '') ? '1.1' : '1.2';
}

/** The same for a call to the other service; also for 1.2, whose namespaces differ by the same two letters. */
export function towards(dialect: Dialect, service: Service): Dialect {
  if (readOcppNamespace(dialect.namespace)?.service === service) return dialect;
  return { ...dialect, namespace: dialect.namespace.replace(/(?<=ocpp\/)(?:cs|cp)(?=\/)/i, service) };
}
