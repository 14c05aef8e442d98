import type { Direction } from '../../../record.ts';

/** A word for a direction, as the writer of the line meant it, or both sides by name. */
export interface DirectionInLine {
  word?: 'sent' | 'received';
  direction?: Direction;
}

const STATION =
  '(?:cp|cs(?=\\s*(?:->|=>|→|>|to)\\s*csms)|charge[ _-]?points?|charge[ _-]?box|charging[ _-]?station|station|charger|evse)';
const CENTRAL = '(?:csms|cs|cms|central[ _-]?system|server|back-?end)';
/** Not the start of an id such as `CP-7`. */
const WORD_END = '(?!\\w|[-_#]\\w)';
const ARROW = '\\s*(?:->|-->|=>|→|➡️?|>{1,2}|\\bto\\b)\\s*';
const TO_CENTRAL = new RegExp(`\\b${STATION}${WORD_END}${ARROW}\\b${CENTRAL}${WORD_END}`, 'i');
const TO_STATION = new RegExp(`\\b${CENTRAL}${WORD_END}${ARROW}\\b${STATION}${WORD_END}`, 'i');
const FROM_SIDE = new RegExp(`\\b(from|to)[ _-](?:the )?(${STATION}|${CENTRAL})${WORD_END}`, 'i');
/** Cheap, since it is asked of every frame. */
const MAY_NAME_SIDES = /[>→➡]|to\b|from\b/i;
const STATION_ONLY = new RegExp(`^${STATION}$`, 'i');

/** In the order of their strength: the last of the strongest kind before a frame is its word. */
const STRONG =
  /(\b(?:recv|rcvd|receiv(?:e|ed|es|ing)|rx|incoming|inbound)\b|<--?|<=|<<|⬅|←)|(\b(?:sen[dt]|sends|sending|tx|outgoing|outbound|respond(?:ed|ing)?|repl(?:y|ied|ying))\b|--?>|=>|>>|➡|→)/giu;
const WEAK =
  /(\b(?:in|from|read|got|handling)\b|<)|(\b(?:out|to|writ(?:e|ing)|wrote)\b|>(?=\s*(?:TEXT|$)))/giu;

/** What the text before a frame says of its direction. */
export function directionIn(text: string): DirectionInLine {
  const direction = MAY_NAME_SIDES.test(text) ? directionOfSides(text) : undefined;
  if (direction !== undefined) return { direction };
  const word = lastWord(STRONG, text) ?? lastWord(WEAK, text);
  return word === undefined ? {} : { word };
}

function directionOfSides(text: string): Direction | undefined {
  if (TO_CENTRAL.test(text)) return 'in';
  if (TO_STATION.test(text)) return 'out';
  const side = FROM_SIDE.exec(text);
  if (side === null) return undefined;
  const isFrom = side[1]?.toLowerCase() === 'from';
  return isFrom === STATION_ONLY.test(side[2] ?? '') ? 'in' : 'out';
}

function lastWord(pattern: RegExp, text: string): 'sent' | 'received' | undefined {
  let last: 'sent' | 'received' | undefined;
  for (const [, received] of text.matchAll(pattern)) last = received === undefined ? 'sent' : 'received';
  return last;
}
