import { RAPI_ACTION_ITEMS } from './rapiActionItems.ts';
import { RAPI_CHECK_ITEMS } from './rapiCheckItems.ts';
import { RAPI_CURRENT_ITEMS } from './rapiCurrentItems.ts';
import { RAPI_LIVE_ITEMS } from './rapiLiveItems.ts';
import { RAPI_MCU_ID } from './rapiMcuId.ts';
import { RAPI_METER_ITEMS } from './rapiMeterItems.ts';
import { RAPI_RELAY_ITEMS } from './rapiRelayItems.ts';
import { RAPI_SESSION_ITEMS } from './rapiSessionItems.ts';
import { RAPI_SUPERVISION_ITEMS } from './rapiSupervisionItems.ts';
import { RAPI_TIME_ITEMS } from './rapiTimeItems.ts';
import type { RapiItemSpec } from './rapiItem.ts';

/** All that RAPI can read and write (documentation of RAPI 1.0 to 6.0 in rapi_proc.h of the firmware), but for what is forbidden. */
export const RAPI_ITEMS: readonly RapiItemSpec[] = [
  ...RAPI_LIVE_ITEMS,
  RAPI_MCU_ID,
  ...RAPI_CURRENT_ITEMS,
  ...RAPI_SESSION_ITEMS,
  ...RAPI_CHECK_ITEMS,
  ...RAPI_SUPERVISION_ITEMS,
  ...RAPI_TIME_ITEMS,
  ...RAPI_METER_ITEMS,
  ...RAPI_RELAY_ITEMS,
  ...RAPI_ACTION_ITEMS,
];
