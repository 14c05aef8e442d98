import type { Json } from '../../../shared/json.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { HandledCall } from './station/stationState.ts';
import type { StationObserver } from './stationObserver.ts';

/** Tells whoever follows the stations at present: what is made for one session file gives way to that of the next. */
export class ObserverRelay implements StationObserver {
  observers: readonly StationObserver[] = [];

  called(stationId: string, call: HandledCall): void {
    for (const observer of this.observers) observer.called?.(stationId, call);
  }

  asking(stationId: string, action: string, payload: Json | undefined): void {
    for (const observer of this.observers) observer.asking?.(stationId, action, payload);
  }

  asked(stationId: string, payload: Json | undefined, outcome: Outcome): void {
    for (const observer of this.observers) observer.asked?.(stationId, payload, outcome);
  }

  left(stationId: string, at: number): void {
    for (const observer of this.observers) observer.left?.(stationId, at);
  }
}
