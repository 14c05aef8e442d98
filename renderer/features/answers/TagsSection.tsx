import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_POLICY, TAG_MODES } from '../../../shared/station/answerPolicy.ts';
import classes from './AnswersPage.module.css';
import { Section } from './Section.tsx';
import { SettingSelect } from './SettingSelect.tsx';
import { TagRowView } from './TagRowView.tsx';
import { tagRows } from './tagRows.ts';
import type { PolicyOnScreen } from './usePolicy.ts';
import { useSeenTags } from './useSeenTags.ts';

function NewTag({ onAdd }: { onAdd: (tag: string) => void }): JSX.Element {
  const { t } = useTranslation();
  const [tag, setTag] = useState('');
  return (
    <form
      className={classes.adder}
      onSubmit={(event) => {
        event.preventDefault();
        if (tag.trim() === '') return;
        onAdd(tag.trim());
        setTag('');
      }}
    >
      <TextInput
        aria-label={t('answers.tags.new')}
        placeholder={t('answers.tags.newPlaceholder')}
        value={tag}
        maxLength={255}
        spellCheck={false}
        autoCapitalize="off"
        classNames={{ input: 'mono' }}
        onChange={(event) => setTag(event.currentTarget.value)}
      />
      <Button type="submit" disabled={tag.trim() === ''}>
        {t('answers.tags.add')}
      </Button>
    </form>
  );
}

export function TagsSection({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { own, inherited, stationId, change } = policy;
  const rows = tagRows(own, stationId === undefined ? NO_POLICY : inherited, useSeenTags(stationId));
  const mode = own.idTags?.mode ?? inherited.idTags?.mode ?? 'accept';
  const concurrent = (isOn: boolean): string => t(`answers.tags.concurrent${isOn ? 'On' : 'Off'}`);
  const ownConcurrent = own.idTags?.concurrent;
  return (
    <Section title={t('answers.tags.title')} isWide>
      <div className={classes.pair}>
        <SettingSelect
          subject={policy}
          label={t('answers.tags.mode')}
          own={own.idTags?.mode}
          inherited={t(`answers.tags.modes.${inherited.idTags?.mode ?? 'accept'}`)}
          options={TAG_MODES.map((value) => ({ value, label: t(`answers.tags.modes.${value}`) }))}
          onChange={(value) => change({ idTags: { mode: value } })}
        />
        <SettingSelect
          subject={policy}
          label={t('answers.tags.concurrent')}
          own={ownConcurrent === undefined ? undefined : String(ownConcurrent)}
          inherited={concurrent(inherited.idTags?.concurrent === true)}
          options={[true, false].map((isOn) => ({ value: String(isOn), label: concurrent(isOn) }))}
          onChange={(value) => change({ idTags: { concurrent: value === null ? null : value === 'true' } })}
        />
      </div>
      {rows.length === 0 ? (
        <p className="dim">{t('answers.tags.empty')}</p>
      ) : (
        <table className={classes.tags}>
          <thead>
            <tr>
              <th scope="col">{t('answers.tags.tag')}</th>
              <th scope="col">{t('answers.boot.status')}</th>
              <th scope="col">{t('answers.tags.expiry')}</th>
              <th scope="col">{t('answers.tags.parent')}</th>
              <th scope="col">{t('answers.tags.shown')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <TagRowView
                key={row.tag}
                row={row}
                policy={policy}
                withoutRule={mode === 'accept' ? 'Accepted' : 'Invalid'}
              />
            ))}
          </tbody>
        </table>
      )}
      <NewTag onAdd={(tag) => change({ idTags: { tags: { [tag]: { status: 'Accepted' } } } })} />
    </Section>
  );
}
