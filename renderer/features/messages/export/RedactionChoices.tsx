import { Checkbox, Switch } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import {
  REDACTION_CATEGORIES,
  type RedactionCategory,
} from '../../../../shared/trace/redaction/redactionChoice.ts';
import { useClient } from '../../../state/useAppState.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import type { ExportChoice } from './exportChoice.ts';
import classes from './ExportPanel.module.css';

interface RedactionChoicesProps {
  choice: ExportChoice;
  onChoice: (choice: ExportChoice) => void;
}

/** Whether secrets are replaced, which, and how many there are. */
export function RedactionChoices({ choice, onChoice }: RedactionChoicesProps): JSX.Element {
  const { t } = useTranslation();
  const { isRedacted, categories } = choice;
  const found = useFound(isRedacted);
  return (
    <fieldset className={classes.group}>
      <legend>{t('export.redaction.title')}</legend>
      <Switch
        checked={isRedacted}
        label={t('export.redaction.switch')}
        onChange={({ currentTarget }) => onChoice({ ...choice, isRedacted: currentTarget.checked })}
      />
      <p className={classes.hint}>{t(isRedacted ? 'export.redaction.on' : 'export.redaction.off')}</p>
      {isRedacted && (
        <div className={classes.categories}>
          {REDACTION_CATEGORIES.map((category) => (
            <Category
              key={category}
              category={category}
              isOn={categories[category]}
              count={found?.[category]}
              onChange={(isOn) => onChoice({ ...choice, categories: { ...categories, [category]: isOn } })}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

interface CategoryProps {
  category: RedactionCategory;
  isOn: boolean;
  count: number | undefined;
  onChange: (isOn: boolean) => void;
}

function Category({ category, isOn, count, onChange }: CategoryProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const name = t(`export.redaction.categories.${category}`);
  const counted =
    count === undefined ? name : t('export.redaction.counted', { name, shown: formats.count(count) });
  return (
    <Checkbox
      checked={isOn}
      label={counted}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

/** What there is to replace in the whole trace; nothing as long as it is not known. */
function useFound(isWanted: boolean): Record<RedactionCategory, number> | undefined {
  const client = useClient();
  const [found, setFound] = useState<Record<RedactionCategory, number>>();
  useEffect(() => {
    if (client === undefined || !isWanted) return undefined;
    const cancel = new AbortController();
    client.call('export.secrets', {}, { signal: cancel.signal, timeoutMs: 0 }).then(
      (answer) => setFound(answer.found),
      // Only a count beside a choice: the export itself says what went wrong.
      () => setFound(undefined),
    );
    return () => cancel.abort();
  }, [client, isWanted]);
  return found;
}
