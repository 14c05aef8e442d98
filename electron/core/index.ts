export { createCore, type Core, type CoreOptions } from './core.ts';
export type { Download } from './downloads/downloads.ts';
export { writeWholeFile } from './downloads/writeWholeFile.ts';
export { openTraceFile, type FoundRecord, type TraceFile } from './trace/traceFile.ts';
