import type { KeyboardEvent } from 'react';
import type { Control } from '../../../../shared/ocpp/configuration/control.ts';

export interface ValueControlProps {
  control: Control;
  value: string;
  /** For screen readers. */
  label: string;
  onChange: (value: string) => void;
  isInvalid: boolean;
  /** Id of the sentence beside it. */
  describedBy?: string | undefined;
  isDisabled?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** For the focus: the first field of the control. */
  fieldRef?: (field: HTMLElement | null) => void;
}

/** What all fields have in common. */
export function fieldProps(props: ValueControlProps): {
  'aria-label': string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  error: boolean;
  disabled: boolean;
  onKeyDown: ((event: KeyboardEvent) => void) | undefined;
} {
  const { label, describedBy, isInvalid, isDisabled = false, onKeyDown } = props;
  return {
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid,
    error: isInvalid,
    disabled: isDisabled,
    onKeyDown,
  };
}
