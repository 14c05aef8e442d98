import { CHARGE_AMPS } from './builtIn/chargeAmps.ts';
import { ECOTAP } from './builtIn/ecotap.ts';
import { GRIZZL_E } from './builtIn/grizzlE.ts';
import { GL_EVIQ, GROWATT } from './builtIn/growatt.ts';
import { KEBA } from './builtIn/keba.ts';
import { EVEREST, MICRO_OCPP } from './builtIn/libraries.ts';
import { ABL, ALFEN, BENDER, EVBOX, PHOENIX_CONTACT, SCHNEIDER } from './builtIn/otherMakers.ts';
import { PRACTICE_CHARGER } from './builtIn/practiceCharger.ts';
import { VESTEL } from './builtIn/vestel.ts';
import { WALLBOX } from './builtIn/wallbox.ts';
import { ZAPTEC } from './builtIn/zaptec.ts';
import type { MakerPack } from './makerPack.ts';

/**
 * What is publicly known about keys of makers, each with its source. What makers keep to themselves comes from packs of
 * the technician's own. Libraries stand at the end: the maker's own word comes first.
 */
export const BUILT_IN_PACKS: readonly MakerPack[] = [
  ABL,
  ALFEN,
  BENDER,
  CHARGE_AMPS,
  ECOTAP,
  EVBOX,
  GL_EVIQ,
  GRIZZL_E,
  GROWATT,
  KEBA,
  PHOENIX_CONTACT,
  SCHNEIDER,
  VESTEL,
  WALLBOX,
  ZAPTEC,
  PRACTICE_CHARGER,
  EVEREST,
  MICRO_OCPP,
];
