import type { TextFormat } from '../found.ts';
import { evcc } from './dialects/evcc.ts';
import { universal } from './dialects/universal.ts';

/**
 * Every reader of log text. Who writes a line that only his program writes scores 0.6 and more, the more lines the higher;
 * of equal scores the earlier in this list wins. The universal reader comes last: it takes what nobody knows.
 */
export const LOG_FORMATS: readonly TextFormat[] = [evcc, universal];
