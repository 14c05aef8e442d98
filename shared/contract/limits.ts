/** Limits that client, server and schemas share. Sizes in bytes (UTF-16 code units where a string is measured). */
export const LIMITS = {
  /** A message over a link: larger ones are refused, bulk bytes go by URL or host dialog. */
  messageChars: 24 * 1024 * 1024,
  /** Rows that one `trace.rows` may ask for. */
  rowsPerRead: 500,
  /** Rows at the end of a view that travel with its growth. */
  rowsFollowed: 200,
  /** A raw frame inside `trace.record` is cut after this. */
  rawChars: 512 * 1024,
  /** A note of the technician. */
  noteChars: 4000,
  /** Notes of one record that a list shows, the newest. */
  notesShown: 200,
  /** Records that are marked at once: each mark is a record too. */
  marksAtOnce: 1000,
  /** Ranges of record numbers that a selection may fall into. */
  selectionRanges: 10_000,
  /** Records of one sequence diagram. */
  sequenceRecords: 500,
  /** A payload that a technician sends. */
  payloadChars: 16 * 1024 * 1024,
  /** Calls that one link may have open. */
  callsInFlight: 256,
  /** Subscriptions of one link. */
  subscriptions: 64,
  /** What may wait in a link before its subscriptions are told to take a new snapshot. */
  linkBacklogBytes: 1024 * 1024,
  /** How often a congested link is looked at, to see whether its subscriptions can be told. */
  congestionCheckMs: 50,
  /** Texts that are no message of the contract; one more closes the link. */
  junkMessages: 100,
  /** Attempts that a snapshot holds, the newest. */
  attemptsShown: 200,
  /** A call of the client without an answer fails after this, unless it says otherwise. */
  callTimeoutMs: 30_000,
} as const;

/** Number of the contract, SemVer major: a client and a server of different numbers do not talk. */
export const PROTOCOL = 1;
