/**
 * The contract's transport: text both ways, nothing more. A MessagePort, a WebSocket and a pair in memory are all
 * links. `onText` and `onClose` take one listener each; text that comes before the listener is kept for it.
 */
export interface Link {
  /** Never throws; on a closed link it does nothing. */
  send(text: string): void;
  onText(listener: (text: string) => void): void;
  /** Called once, with a sentence where one is known. Called at once when the link is closed already. */
  onClose(listener: (reason: string) => void): void;
  close(reason?: string): void;
  /** Bytes that were sent and have not left yet, where the transport knows. */
  backlogBytes?(): number;
}
