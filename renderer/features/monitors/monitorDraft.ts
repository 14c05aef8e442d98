import { parseVariableAddress } from '../../../shared/configuration/variableAddress.ts';
import type { MonitorType, WantedMonitor } from '../../../shared/station/monitor.ts';

/** A monitor as it stands in the form, as text. */
export interface MonitorDraft {
  address: string;
  type: MonitorType;
  value: string;
  severity: string;
  isTransaction: boolean;
  /** Of the monitor to be replaced; empty for a new one. */
  id: string;
}

export const FIRST_DRAFT: MonitorDraft = {
  address: '',
  type: 'UpperThreshold',
  value: '',
  severity: '6',
  isTransaction: false,
  id: '',
};

/** The monitor that the form means, or the fields that are wrong. */
export function readDraft(
  draft: MonitorDraft,
): { monitor: WantedMonitor } | { wrong: readonly (keyof MonitorDraft)[] } {
  const address = draft.address.trim();
  const value = Number(draft.value.trim().replace(',', '.'));
  const wrong: (keyof MonitorDraft)[] = [];
  if (parseVariableAddress(address) === undefined) wrong.push('address');
  if (draft.value.trim() === '' || !Number.isFinite(value)) wrong.push('value');
  if (wrong.length > 0) return { wrong };
  const { type, severity, isTransaction, id } = draft;
  return {
    monitor: {
      address,
      type,
      value,
      severity: Number(severity),
      isTransaction,
      ...(id === '' ? {} : { id: Number(id) }),
    },
  };
}
