import { extname } from 'node:path';

/** Endings that promise one kind of content, and the formats that keep the promise. */
const PROMISES: Readonly<Record<string, readonly string[]>> = {
  '.csv': ['csv'],
  '.tsv': ['csv'],
  '.har': ['har'],
  '.jsonl': ['open-ocpp-trace', 'jsonl-frames', 'jsonl-objects'],
  '.ndjson': ['open-ocpp-trace', 'jsonl-frames', 'jsonl-objects'],
  '.json': ['json-array', 'har', 'open-ocpp-trace', 'jsonl-frames', 'jsonl-objects'],
  '.pcap': ['pcap', 'pcapng'],
  '.pcapng': ['pcap', 'pcapng'],
  '.html': ['libocpp-html', 'html'],
  '.htm': ['libocpp-html', 'html'],
  '.kerbside': [],
};

/** A sentence where the name of a file promises something else than is in it. */
export function wrongLabel(fileName: string, format: { id: string; name: string }): string | undefined {
  const ending = extname(fileName.replace(/\.gz$/i, '')).toLowerCase();
  const promised = PROMISES[ending];
  if (promised === undefined || promised.some((id) => format.id.startsWith(id))) return undefined;
  return `The file is named ${ending}, but what is in it is: ${format.name}.`;
}
