import { assertNever } from '../../../shared/assertNever.ts';
import type { FetchState } from '../../../shared/files/diagnosticsFetch.ts';
import type { DotTone } from '../../ui/Dot.tsx';

export function fetchTone(state: FetchState): DotTone {
  switch (state) {
    case 'asking':
    case 'waiting':
    case 'uploading':
      return 'busy';
    case 'received':
      return 'ok';
    case 'nothing':
      return 'warn';
    case 'failed':
      return 'bad';
    case 'cancelled':
      return 'off';
    default:
      return assertNever(state);
  }
}
