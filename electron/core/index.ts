export { createCore, type Core, type CoreOptions } from './core.ts';
export type { Download } from './downloads/downloads.ts';
export { writeWholeFile } from './downloads/writeWholeFile.ts';
export { mergeSessions, type MergeResult } from './trace/merge/mergeSessions.ts';
export { recoverSession, type Recovery } from './trace/recover/recoverSession.ts';
export { openTraceFile, type FoundRecord, type TraceFile } from './trace/traceFile.ts';
export { exportFormats, leftOutSentence } from './trace/export/exportFormats.ts';
export type { ExportFormat } from './trace/export/traceWriter.ts';
