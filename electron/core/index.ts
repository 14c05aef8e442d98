export { createCore, type Core, type CoreOptions } from './core.ts';
export type { Download } from './downloads/downloads.ts';
