import { TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';

interface CommitInputProps {
  value: string;
  /** Called once the field is left or Enter is pressed, where the text is another one. */
  onCommit: (text: string) => void;
  label?: string;
  placeholder?: string;
  isNumber?: boolean;
  isDate?: boolean;
  maxLength?: number;
  unit?: string;
}

/** A text that holds only when it is whole: half a number must not be sent to a station. Escape takes it back. */
export function CommitInput(props: CommitInputProps): JSX.Element {
  const { value, onCommit, label, placeholder, isNumber, isDate, maxLength, unit } = props;
  const [draft, setDraft] = useState<string>();
  const commit = (): void => {
    if (draft !== undefined && draft.trim() !== value) onCommit(draft.trim());
    setDraft(undefined);
  };
  return (
    <TextInput
      value={draft ?? value}
      type={isDate === true ? 'datetime-local' : 'text'}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(isNumber === true ? { inputMode: 'numeric' as const } : {})}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(unit === undefined ? {} : { rightSection: <span className="dim">{unit}</span> })}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}
