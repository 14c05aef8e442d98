export { createCore, type Core, type CoreOptions, type Download } from './core.ts';
