import { ActionIcon, Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edit } from '../../../state/configurationEdits.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { EditField } from '../editing/EditField.tsx';
import { EditSentence } from '../editing/EditSentence.tsx';
import type { Editing } from '../editing/useEditing.ts';
import { canBeTried, isMissing, isWritable, type Setting } from './setting.ts';
import { SettingFacts } from './SettingFacts.tsx';
import classes from './SettingPane.module.css';
import { PlainValue, ValueText } from './ValueText.tsx';

interface SettingPaneProps {
  setting: Setting;
  edit: Edit | undefined;
  before: { value: string | undefined } | undefined;
  editing: Editing;
  /** The field stands here, not in the line. */
  hasField: boolean;
  /** Nothing while it cannot be read. */
  onRead: (() => void) | undefined;
  onRemove: (() => void) | undefined;
  onClose: () => void;
}

/** All that is known about the chosen setting, and the ways to change it. */
export function SettingPane(props: SettingPaneProps): JSX.Element {
  const { setting, edit, before, editing, hasField, onRead, onRemove, onClose } = props;
  const { t } = useTranslation();
  const { knowledge, issues, item, isSecret } = setting;
  const isEditing = editing.draft?.id === setting.id;
  return (
    <aside
      className={classes.pane}
      aria-label={t('configuration.pane.label')}
      data-pane={hasField ? 'field' : 'facts'}
    >
      <header>
        <h3 className="mono">{setting.address}</h3>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          onClick={onClose}
          aria-label={t('configuration.pane.close')}
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      </header>
      {knowledge !== undefined && <p>{knowledge.meaning}</p>}
      {knowledge === undefined && <p className="dim">{t('configuration.pane.unknown')}</p>}
      <p className={classes.now}>
        <span className="dim">{t('configuration.pane.now')}</span> <ValueText setting={setting} />
      </p>
      {edit !== undefined && (
        <p className={classes.now}>
          <span className="dim">{t('configuration.pane.wanted')}</span>{' '}
          <b>
            <PlainValue value={edit.value} isSecret={isSecret} />
          </b>
        </p>
      )}
      {before !== undefined && (
        <p className={classes.now}>
          <span className="dim">{t('configuration.pane.before')}</span>{' '}
          <PlainValue value={before.value} isSecret={isSecret} />
        </p>
      )}
      {hasField ? (
        <div className={classes.field}>
          <EditField key={setting.id} setting={setting} editing={editing} />
          <EditSentence setting={setting} editing={editing} />
        </div>
      ) : (
        <div className={classes.tools} hidden={isEditing}>
          {canBeTried(setting) && <EditButton setting={setting} editing={editing} />}
          {edit !== undefined && (
            <Button onClick={() => editing.drop(setting)}>{t('configuration.pane.drop')}</Button>
          )}
          {onRead !== undefined && <Button onClick={onRead}>{t('configuration.pane.read')}</Button>}
          {onRemove !== undefined && <Button onClick={onRemove}>{t('configuration.pane.remove')}</Button>}
        </div>
      )}
      {isEditing && !hasField && editing.problem !== undefined && (
        <p aria-hidden="true" className={classes.problem} data-severity={editing.problem.severity}>
          {editing.problem.sentence}
        </p>
      )}
      {issues.length > 0 && (
        <ul className={classes.issues} aria-label={t('configuration.pane.issues')}>
          {issues.map(({ severity, sentence, suggestion }) => (
            <li key={sentence}>
              <SeverityMark severity={severity} /> {sentence}
              {suggestion !== undefined && isWritable(setting) && (
                <Button
                  size="compact-xs"
                  onClick={() => {
                    editing.begin(setting);
                    editing.change(suggestion);
                  }}
                >
                  {t('configuration.edit.useSuggestion', { value: suggestion })}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {item?.note !== undefined && <p className="dim">{item.note}</p>}
      <SettingFacts setting={setting} />
    </aside>
  );
}

/** What the charger calls read-only can be tried, too: fault-finding needs it. */
function EditButton({ setting, editing }: { setting: Setting; editing: Editing }): JSX.Element {
  const { t } = useTranslation();
  const words = isMissing(setting) ? 'missing' : isWritable(setting) ? 'change' : 'readOnly';
  return (
    <Button variant={words === 'change' ? 'filled' : 'default'} onClick={() => editing.begin(setting)}>
      {t(`configuration.pane.edit.${words}`)}
    </Button>
  );
}
