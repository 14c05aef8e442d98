/** How long the driver of consoles waits, in ms. */
export interface ConsoleTimes {
  /** The prompt that stood there before the command is there again, and nothing more comes. */
  settleMs: number;
  /** As long nothing comes behind what looks like another prompt: it may be the middle of a slow line. */
  strangeMs: number;
  /** Behind a prompt that other output follows. */
  buriedMs: number;
  /** To listen before anything is sent: a device that starts must not be stopped by a key. */
  listenMs: number;
  /** For a prompt after Return. */
  promptMs: number;
  /** For the end of a start that goes on. */
  bootMs: number;
  /** For the answer to a name or a password; devices hold back after a wrong one. */
  loginMs: number;
  /** For the prompt after Ctrl-C. */
  interruptMs: number;
  /** Until a program that sends a file has begun, where it says nothing. */
  sendingMs: number;
}

export const CONSOLE_TIMES: ConsoleTimes = {
  settleMs: 80,
  strangeMs: 1000,
  buriedMs: 1500,
  listenMs: 250,
  promptMs: 1500,
  bootMs: 60_000,
  loginMs: 12_000,
  interruptMs: 1000,
  sendingMs: 600,
};
