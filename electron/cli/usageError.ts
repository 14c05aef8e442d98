/** The words on the command line make no sense: exit 2. The message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
