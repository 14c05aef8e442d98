const NAME = String.raw`(?:charge[ _-]?(?:box|point)|charging[ _-]?station|station|charger|evse|cp|client|device|cb)`;
/** `chargeBoxId=ID`, `"cpId": "ID"`, `station ID:` with a colon, equals sign or hash before the id. */
const KEYED = new RegExp(
  String.raw`\b${NAME}[ _-]?(?:id|identity|identifier|name)?["']?\s*[=:#]\s*["']?([^\s"',;|\])}>=:#]{1,255})`,
  'gi',
);
const IDENTITY = /\bidentity["']?\s*[=:]\s*["']?([^\s"',;|\])}>]{1,255})/i;
const URL = /\bwss?:\/\/[^\s"'/]+\/(?:[^\s"'?#]*\/)?([^\s"'/?#[\]{}<>,]+)/i;
/** The request of an upgrade (OCPP 1.6J §3.1.1), of a server whose address says that it is about OCPP. */
const REQUEST = /\bGET \/(?:\S*(?:ocpp|steve|central)\S*\/)([^\s/?]+)(?:\?\S*)? HTTP\/1/i;
const WORD = String.raw`(?:recv|rcvd|receiv(?:e|ed|es|ing)|rx|sen[dt]|sends|sending|tx|in|out|incoming|outgoing|inbound|outbound|from|to|<-+|-+>|<=|=>|<<|>>|←|→|➡️?|⬅️?)`;
const FILLER = String.raw`(?:\s+(?:message|msg|frame|data|text|json|ocpp|request|response|call|result|from|to))*`;
/** `recv ID: `, `received message from ID -> `, directly before the frame. */
const BEHIND_WORD = new RegExp(
  String.raw`(?:^|\s|\[)${WORD}\]?:?${FILLER}\s+\[?([^\s[\]"'{}(),;]{1,255}?)\]?[:,]?\s*(?:<-+|-+>|[|:=-])?\s*$`,
  'i',
);
/** `ID: receive message `, `[ID] <- `: an id before the word. */
const BEFORE_WORD = new RegExp(
  String.raw`(?:^|[\s[(])([^\s[\]"'{}(),;:|]{1,255})[\])]?:?\s+\[?${WORD}\]?:?${FILLER}[:\s]*$`,
  'i',
);
/** `ID: ` directly before the frame. */
const ALONE = /(?:^|[\s[(])([^\s[\]"'{}(),;:|]{1,255})(?:\]|\))?\s*(?::|\||-|=>|->)?\s*$/;

/** `ID:` or `[ID]` with a digit, somewhere. */
const LABEL = /(?:^|[\s[(])([^\s[\]"'{}(),;:|]{0,100}\d[^\s[\]"'{}(),;:|]{0,100})(?:\]|:(?=\s))/g;

const NO_ID =
  /^(?:trace|debug|info|warn|warning|error|fatal|notice|critical|verbose|ocpp.*|message|msg|frame|data|json|text|raw|payload|request|response|call|callresult|callerror|result|server|client|csms|cs|cp|central|system|backend|station|charger|evse|websocket|ws|wss|main|mainthread|stdout|stderr|the|and|with|send|sent|sending|recv|received?|receiving|in|out|rx|tx|from|to|incoming|outgoing|inbound|outbound|null|undefined|none|mo|utc|gmt|z|am|pm|(?:[-+<>=|→←:*.]|➡️?|⬅️?)+)$/i;
const FORM_OF_OTHERS =
  /^(?:\d+(?:[.,:]\d+)*|0x[\da-f]+|[\w.-]+\.\w{1,4}:\d+|\d+\.\d+\.\d+\.\d+(?::\d+)?|.*thread.*|.*\[\d+)$/i;

/** The station that the text before a frame names, or nothing. `text` is without the time and what stands before it. */
export function stationIn(text: string): string | undefined {
  const named = keyedStation(text);
  if (named !== undefined) return named;
  const behind = BEHIND_WORD.exec(text)?.[1];
  if (behind !== undefined && isNoOtherWord(behind)) return behind;
  const before = BEFORE_WORD.exec(text)?.[1];
  if (before !== undefined && isNoOtherWord(before) && !FORM_OF_OTHERS.test(before)) return before;
  const alone = ALONE.exec(text)?.[1];
  if (alone !== undefined && hasFormOfId(alone)) return alone;
  return [...text.matchAll(LABEL)].map(([, id = '']) => id).findLast(hasFormOfId);
}

/** The station that a text names by a key or in the address of its connection: sure enough to hold for later lines. */
export function keyedStation(text: string): string | undefined {
  let last: string | undefined;
  for (const [, id = ''] of text.matchAll(KEYED)) if (isNoOtherWord(id)) last = id;
  return last ?? IDENTITY.exec(text)?.[1] ?? stationOfUrl(text);
}

/** The last part of a WebSocket address (OCPP 1.6J §3.1.1), decoded. */
export function stationOfUrl(text: string): string | undefined {
  const id = (URL.exec(text) ?? REQUEST.exec(text))?.[1];
  if (id === undefined) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    // No percent encoding after all: the id is what stands there.
    return id;
  }
}

function hasFormOfId(word: string): boolean {
  return /\d/.test(word) && isNoOtherWord(word) && !FORM_OF_OTHERS.test(word);
}

function isNoOtherWord(id: string): boolean {
  return !isOtherWord(id);
}

/** A word that stands in logs for something else than a station or a host. */
export function isOtherWord(word: string): boolean {
  // The prompt of a console.
  return NO_ID.test(word) || word.endsWith('>');
}
