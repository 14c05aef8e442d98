import { ActionIcon } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import { configurationEditsOf, type Edit, type Edits } from '../../../state/configurationEdits.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { SEVERITY_SIGNS } from '../../../ui/severitySigns.ts';
import type { Setting } from '../settings/setting.ts';
import { PlainValue, ValueText } from '../settings/ValueText.tsx';
import { runningTransactions } from '../../../state/useRestart.ts';
import { changeWarnings, type ChangeWarning } from './changeWarnings.ts';
import classes from './Changes.module.css';
import { useCutOff } from './useCutOff.ts';

interface ChangeReviewProps {
  station: Station;
  edits: Edits;
  settingOf: (address: string) => Setting;
}

/** The list of changes before they go: what is, what is wanted, and what to know about it. */
export function ChangeReview({ station, edits, settingOf }: ChangeReviewProps): JSX.Element {
  const { t } = useTranslation();
  const transactions = runningTransactions(station);
  const cutOff = useCutOff(station);
  return (
    <div className={classes.review}>
      {transactions.length > 0 && (
        <p className={classes.warning} data-severity="warning">
          <span aria-hidden="true">{SEVERITY_SIGNS.warning} </span>
          {t('configuration.warning.transaction', { count: transactions.length })}
        </p>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('configuration.columns.name')}</th>
            <th scope="col">{t('configuration.changes.before')}</th>
            <th scope="col">{t('configuration.changes.wanted')}</th>
            <th scope="col">{t('configuration.changes.know')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {[...edits].map(([address, edit]) => (
            <ReviewRow
              key={address}
              address={address}
              edit={edit}
              setting={settingOf(address)}
              cutOff={cutOff({ address, value: edit.value }, settingOf(address))}
              onDrop={() => configurationEditsOf(station.id).drop([address])}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReviewRow(props: {
  address: string;
  edit: Edit;
  setting: Setting;
  cutOff: string | undefined;
  onDrop: () => void;
}): JSX.Element {
  const { address, edit, setting, cutOff, onDrop } = props;
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row" className="mono">
        {address}
      </th>
      <td>
        <ValueText setting={setting} />
      </td>
      <td className={classes.wanted}>
        <span className={classes.arrow}>
          <span aria-hidden="true">→</span>
          <PlainValue value={edit.value} isSecret={setting.isSecret} />
        </span>
      </td>
      <td>
        <Warnings warnings={changeWarnings(t, setting, edit, cutOff)} />
      </td>
      <td className={classes.drop}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={onDrop}
          aria-label={t('configuration.changes.drop', { name: address })}
        >
          <Icon name="close" size={13} />
        </ActionIcon>
      </td>
    </tr>
  );
}

function Warnings({ warnings }: { warnings: readonly ChangeWarning[] }): JSX.Element {
  return (
    <ul>
      {warnings.map(({ severity, sentence }) => (
        <li key={sentence} className={classes.warning} data-severity={severity}>
          <span aria-hidden="true">{SEVERITY_SIGNS[severity]} </span>
          {sentence}
        </li>
      ))}
    </ul>
  );
}
