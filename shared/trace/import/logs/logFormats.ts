import type { TextFormat } from '../found.ts';
import { everest } from './dialects/everest.ts';
import { evcc } from './dialects/evcc.ts';
import { hexCapture } from './dialects/hexCapture.ts';
import { jsonLines } from './dialects/jsonLines.ts';
import { libocpp, libocppHtml } from './dialects/libocpp.ts';
import { messageTable } from './dialects/messageTable.ts';
import { microOcpp } from './dialects/microOcpp.ts';
import { nodeRed } from './dialects/nodeRed.ts';
import { ocppCs } from './dialects/ocppCs.ts';
import { homeAssistant, pythonOcpp } from './dialects/pythonOcpp.ts';
import { soapAsJson } from './dialects/soapAsJson.ts';
import { eventLog, qtStation } from './dialects/stationProse.ts';
import { steve } from './dialects/steve.ts';
import { universal } from './dialects/universal.ts';
import { vendorWrapped } from './dialects/vendorWrapped.ts';
import { virtualChargePoint } from './dialects/virtualChargePoint.ts';
import { winstonSimple } from './dialects/winstonSimple.ts';

/**
 * Every reader of log text. A format whose lines only its writer writes scores 0.6 and more, the more such lines the higher;
 * lines of JSON 0.3 to 0.7; any text 0.2 with frames and 0.05 without. Of equal scores the earlier in this list wins.
 * Whichever is chosen, lines of other writers in the same file are read as the universal reader does.
 */
export const LOG_FORMATS: readonly TextFormat[] = [
  evcc,
  steve,
  homeAssistant,
  pythonOcpp,
  microOcpp,
  libocpp,
  libocppHtml,
  vendorWrapped,
  virtualChargePoint,
  winstonSimple,
  nodeRed,
  ocppCs,
  soapAsJson,
  messageTable,
  jsonLines,
  everest,
  qtStation,
  eventLog,
  hexCapture,
  universal,
];
