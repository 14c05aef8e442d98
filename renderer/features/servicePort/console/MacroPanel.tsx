import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { usePortProfile } from '../../../state/portTopics.ts';
import { dropOwnMacro, keepOwnMacro, ownMacros } from '../../../state/savedPorts.ts';
import { Icon } from '../../../ui/Icon.tsx';
import classes from './Console.module.css';
import { fillMacro, macroParams } from './macroParams.ts';

interface Macro {
  name: string;
  send: string;
  meaning?: string | undefined;
}

interface MacroPanelProps {
  profileId: string | undefined;
  isPossible: boolean;
  /** What stands in the field: the beginning of a macro of the technician's own. */
  draft: string;
  onSend: (line: string) => void;
  onClose: () => void;
}

/** Commands of the profile and of the technician; what stands in braces is asked for. */
export function MacroPanel({ profileId, isPossible, draft, onSend, onClose }: MacroPanelProps): JSX.Element {
  const { t } = useTranslation();
  const profile = usePortProfile(profileId);
  const [own, setOwn] = useState(ownMacros);
  const [asked, setAsked] = useState<Macro>();
  // Where the keyboard was when it went to what a macro asks for.
  const opener = useRef<Element>(null);
  const choose = (macro: Macro): void => {
    if (macroParams(macro.send).length === 0) return onSend(macro.send);
    opener.current = document.activeElement;
    setAsked(macro);
  };
  const leave = (): void => {
    setAsked(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return (
    <section
      className={classes.macros}
      aria-label={t('port.macros.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        if (asked === undefined) onClose();
        else leave();
      }}
    >
      {profile !== undefined && (
        <MacroList
          title={t('port.macros.ofProfile', { profile: profile.name })}
          macros={profile.macros}
          isPossible={isPossible}
          onChoose={choose}
        />
      )}
      <MacroList
        title={t('port.macros.own')}
        macros={own}
        isPossible={isPossible}
        onChoose={choose}
        onDrop={(name) => setOwn(dropOwnMacro(name))}
      />
      {asked !== undefined && (
        <MacroParams
          key={asked.name}
          macro={asked}
          isPossible={isPossible}
          onSend={(line) => {
            onSend(line);
            leave();
          }}
          onCancel={leave}
        />
      )}
      <MacroForm key={draft} draft={draft} onKeep={(macro) => setOwn(keepOwnMacro(macro))} />
    </section>
  );
}

interface MacroListProps {
  title: string;
  macros: readonly Macro[];
  isPossible: boolean;
  onChoose: (macro: Macro) => void;
  onDrop?: (name: string) => void;
}

function MacroList({ title, macros, isPossible, onChoose, onDrop }: MacroListProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div>
      <h3>{title}</h3>
      {macros.length === 0 && <p className="dim">{t('port.macros.none')}</p>}
      <ul>
        {macros.map((macro) => (
          <li key={macro.name} className={classes.macro}>
            <Button
              size="compact-sm"
              disabled={!isPossible}
              title={[macro.send, macro.meaning].filter(Boolean).join(': ')}
              onClick={() => onChoose(macro)}
            >
              {macro.name}
            </Button>
            {onDrop !== undefined && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={22}
                aria-label={t('port.macros.drop', { name: macro.name })}
                onClick={() => onDrop(macro.name)}
              >
                <Icon name="close" size={12} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface MacroParamsProps {
  macro: Macro;
  isPossible: boolean;
  onSend: (line: string) => void;
  onCancel: () => void;
}

/** What a macro asks for, and the line that comes of it, before it is sent. */
function MacroParams({ macro, isPossible, onSend, onCancel }: MacroParamsProps): JSX.Element {
  const { t } = useTranslation();
  const names = macroParams(macro.send);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isComplete = names.every((name) => (values[name] ?? '') !== '');
  return (
    <form
      className={classes.macroForm}
      aria-label={t('port.macros.asks', { name: macro.name })}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && isPossible) onSend(fillMacro(macro.send, values));
      }}
    >
      {names.map((name, index) => (
        <TextInput
          key={name}
          label={name}
          ref={index === 0 ? first : undefined}
          value={values[name] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setValues((before) => ({ ...before, [name]: value }));
          }}
          autoComplete="off"
          spellCheck={false}
        />
      ))}
      <Button type="submit" variant="filled" disabled={!isComplete || !isPossible}>
        {t('port.send.send')}
      </Button>
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
      <code>{fillMacro(macro.send, values)}</code>
    </form>
  );
}

function MacroForm({ draft, onKeep }: { draft: string; onKeep: (macro: Macro) => void }): JSX.Element {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [send, setSend] = useState(draft);
  const canKeep = name.trim() !== '' && send !== '';
  return (
    <form
      className={classes.macroForm}
      aria-label={t('port.macros.add')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!canKeep) return;
        onKeep({ name: name.trim(), send });
        setName('');
        setSend('');
      }}
    >
      <TextInput
        label={t('port.macros.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('port.macros.send')}
        placeholder={t('port.macros.sendHint')}
        classNames={{ input: 'mono' }}
        value={send}
        onChange={(event) => setSend(event.currentTarget.value)}
        spellCheck={false}
      />
      <Button type="submit" disabled={!canKeep}>
        {t('port.macros.keep')}
      </Button>
    </form>
  );
}
