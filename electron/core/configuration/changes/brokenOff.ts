/** Ends a run before its end; the message is the sentence that says why. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}
