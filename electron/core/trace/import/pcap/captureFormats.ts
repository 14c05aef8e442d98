import type { BinaryFormat } from '../../../../../shared/trace/import/found.ts';
import { CaptureReader } from './captureReader.ts';
import { ClassicPcap, PCAP_MAGICS } from './classicPcap.ts';
import { BYTE_ORDER, Pcapng, SECTION } from './pcapng.ts';

const pcapFormat: BinaryFormat = {
  id: 'pcap',
  name: 'packet capture (pcap)',
  matches: (head) =>
    head.length >= 4 && (PCAP_MAGICS.has(u32(head, 0)) || PCAP_MAGICS.has(u32Little(head, 0))),
  open: (emit) => new CaptureReader(emit, (sink) => new ClassicPcap(sink)),
};

const pcapngFormat: BinaryFormat = {
  id: 'pcapng',
  name: 'packet capture (pcapng)',
  matches: (head) =>
    head.length >= 12 &&
    u32(head, 0) === SECTION &&
    (u32(head, 8) === BYTE_ORDER || u32Little(head, 8) === BYTE_ORDER),
  open: (emit) => new CaptureReader(emit, (sink) => new Pcapng(sink)),
};

/** Packet captures with OCPP over plain WebSocket or SOAP. */
export const CAPTURE_FORMATS: readonly BinaryFormat[] = [pcapFormat, pcapngFormat];

function u32(bytes: Uint8Array, at: number): number {
  return view(bytes).getUint32(at);
}

function u32Little(bytes: Uint8Array, at: number): number {
  return view(bytes).getUint32(at, true);
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
