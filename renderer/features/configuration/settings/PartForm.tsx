import { Checkbox, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPONENT_CRITERIA } from '../../../../shared/configuration/readPart.ts';
import { partOfDraft, type PartDraft } from './partDraft.ts';
import classes from './ReadBar.module.css';

interface PartFormProps {
  draft: PartDraft;
  onChange: (draft: PartDraft) => void;
}

/** Which components are asked for: by what they meet, and by their names. */
export function PartForm({ draft, onChange }: PartFormProps): JSX.Element {
  const { t } = useTranslation();
  const { wrong } = partOfDraft(draft);
  return (
    <div className={classes.part} role="group" aria-label={t('configuration.part.label')}>
      <Checkbox.Group
        size="xs"
        label={t('configuration.part.criteria')}
        value={[...draft.criteria]}
        onChange={(chosen) =>
          onChange({ ...draft, criteria: COMPONENT_CRITERIA.filter((name) => chosen.includes(name)) })
        }
      >
        <div className={classes.criteria}>
          {COMPONENT_CRITERIA.map((name) => (
            <Checkbox key={name} value={name} label={t(`configuration.part.criterion.${name}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        className={classes.components ?? ''}
        label={t('configuration.part.components')}
        description={t('configuration.part.hint')}
        placeholder={t('configuration.part.example')}
        value={draft.components}
        onChange={({ currentTarget }) => onChange({ ...draft, components: currentTarget.value })}
        error={wrong === undefined ? undefined : t('configuration.part.wrong', { name: wrong })}
        spellCheck={false}
        autoComplete="off"
      />
    </div>
  );
}
