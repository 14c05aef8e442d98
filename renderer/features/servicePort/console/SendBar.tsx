import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useRef, useState, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { hasNoLine } from '../../../state/portNames.ts';
import { canSend } from '../../../state/portTone.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import classes from './Console.module.css';
import { readHex } from './hexEntry.ts';
import { MacroPanel } from './MacroPanel.tsx';
import { sendHistory } from './sendHistory.ts';
import { SignalLamps } from './SignalLamps.tsx';

export const LINE_ENDS = ['none', 'cr', 'lf', 'crlf'] as const;
export type LineEnd = (typeof LINE_ENDS)[number];

interface SendBarProps {
  port: PortState;
  eol: LineEnd;
  onEol: (eol: LineEnd) => void;
  /** Whether what is typed answers a question for a password. */
  isSecret: () => boolean;
  children?: ReactNode;
}

/** What is sent to the device: a line with its end, or bytes in hex; and the lines beside the data. */
export function SendBar({ port, eol, onEol, isSecret, children }: SendBarProps): JSX.Element {
  const { t } = useTranslation();
  const { path } = port.port;
  const [kind, setKind] = useState<'text' | 'hex'>('text');
  const [text, setText] = useState('');
  const [isMacros, setMacros] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const history = sendHistory(path);
  const { isBusy, isPossible, failure, run } = useAction();
  const entry = kind === 'hex' ? readHex(text) : undefined;
  const isWrong = entry?.wrong !== undefined;
  const isReady = canSend(port.phase) && isPossible;
  const isSendable = isReady && !isBusy && !isWrong && (kind === 'text' || (entry?.bytes ?? 0) > 0);

  // A slow line takes as long as it takes.
  const send = (
    what: { text: string; eol: LineEnd } | { hex: string },
    onFailed?: () => void,
  ): Promise<void> =>
    run(async (client) => {
      try {
        await client.call('port.send', { path, ...what }, { timeoutMs: 0 });
      } catch (error) {
        onFailed?.();
        throw error;
      }
    });
  const submit = (): void => {
    if (!isSendable) return;
    if (kind === 'text' && !isSecret()) history.add(text);
    setText('');
    // What was not sent stands in the field again, unless something else does.
    const back = (): void => setText((now) => (now === '' ? text : now));
    void send(entry === undefined ? { text, eol } : { hex: entry.hex ?? '' }, back);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (kind === 'hex' || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const found = history.step(event.key === 'ArrowUp' ? -1 : 1, text);
    if (found === undefined) return;
    event.preventDefault();
    setText(found);
  };
  return (
    <div className={classes.send}>
      {isMacros && (
        <MacroPanel
          profileId={port.profileId}
          isPossible={isReady}
          draft={kind === 'text' ? text : ''}
          onSend={(line) => void send({ text: line, eol })}
          onClose={() => {
            setMacros(false);
            opener.current?.focus();
          }}
        />
      )}
      <form
        className={classes.entry}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SegmentedControl
          aria-label={t('port.send.kind')}
          value={kind}
          onChange={(value) => setKind(value === 'hex' ? 'hex' : 'text')}
          data={(['text', 'hex'] as const).map((value) => ({ value, label: t(`port.send.${value}`) }))}
        />
        <TextInput
          className={classes.input ?? ''}
          classNames={{ input: 'mono' }}
          aria-label={t(kind === 'hex' ? 'port.send.bytes' : 'port.send.line')}
          placeholder={t(kind === 'hex' ? 'port.send.bytesHint' : 'port.send.lineHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
          error={isWrong || undefined}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
        />
        {kind === 'text' && (
          <NativeSelect
            aria-label={t('port.send.eol')}
            value={eol}
            onChange={(event) => onEol(LINE_ENDS.find((one) => one === event.currentTarget.value) ?? 'cr')}
            data={LINE_ENDS.map((value) => ({ value, label: t(`port.send.end.${value}`) }))}
          />
        )}
        <Button
          type="submit"
          className={classes.submit ?? ''}
          variant="filled"
          disabled={!isSendable}
          loading={isBusy}
        >
          {t('port.send.send')}
        </Button>
        <Button ref={opener} aria-expanded={isMacros} onClick={() => setMacros(!isMacros)}>
          {t('port.macros.title')}
        </Button>
        {children}
      </form>
      {entry?.wrong !== undefined && (
        <p className={classes.wrong} role="alert">
          {t('port.send.noHex', { word: entry.wrong })}
        </p>
      )}
      <FailureText failure={failure} />
      {!hasNoLine(path) && <SignalLamps port={port} />}
    </div>
  );
}
