import type * as Electron from 'electron';

type WindowParts = 'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'net' | 'protocol' | 'session' | 'shell';
/** All of Electron that the shell uses. */
export type ElectronParts = Pick<
  typeof Electron,
  WindowParts | 'MessageChannelMain' | 'powerSaveBlocker' | 'utilityProcess'
>;
