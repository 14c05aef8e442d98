import type { Issue } from '../../../../shared/trace/issue.ts';

/** What becomes of the connection attempt behind a request. */
export interface SoapVerdict {
  ok: boolean;
  code: string;
  sentence: string;
  remedy?: string;
  stationId?: string;
}

/**
 * An HTTP request that may be a SOAP message, its body read to the end. `path` is the request target as sent;
 * `ownAddress` the address by which the caller reached us, `localAddress` that of the network card; `issues` what was wrong with the request.
 */
export interface SoapArrival {
  body: Buffer;
  path: string;
  contentType: string | undefined;
  /** The operation as the HTTP head names it, in `SOAPAction` or in the content type. */
  httpAction: string | undefined;
  remoteAddress: string;
  localAddress: string;
  ownAddress: string;
  issues: readonly Issue[];
  judge(verdict: SoapVerdict): void;
  answer(answer: SoapHttpAnswer): void;
  /** Ends the connection without an answer. */
  drop(): void;
  /** Told once, when the answer has left or the caller has gone. */
  onEnd(listener: () => void): void;
}

export interface SoapHttpAnswer {
  status: number;
  contentType: string;
  text: string;
}
