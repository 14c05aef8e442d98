import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Failure } from '../../shared/contract/failure.ts';

// The bridge cannot hand a port over; a message of the page's own window can.
ipcRenderer.on('link', (event) => {
  window.postMessage('kerbside-link', window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('kerbside', {
  platform: process.platform,
  filePath: (file: File): string => webUtils.getPathForFile(file),
  requestLink: (): Promise<void> => ipcRenderer.invoke('link'),
  handleSession: (action: 'reveal' | 'trash', path: string): Promise<Failure | undefined> =>
    ipcRenderer.invoke('session', action, path),
  saveDownload: (ticket: string, fileName: string): Promise<string | undefined> =>
    ipcRenderer.invoke('save', ticket, fileName),
});
