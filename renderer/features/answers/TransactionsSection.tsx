import { NativeSelect } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { PolicyDocument } from '../../../shared/station/answerPolicy.ts';
import { CommitInput } from './CommitInput.tsx';
import { numberOrText } from './numberOrText.ts';
import { Section } from './Section.tsx';
import { Setting } from './Setting.tsx';
import { SettingSelect } from './SettingSelect.tsx';
import { tagStatusesOf } from './tagStatusesOf.ts';
import type { PolicyOnScreen } from './usePolicy.ts';

const ID_KINDS = ['fixed', 'next'] as const;
type IdKind = (typeof ID_KINDS)[number];

function idKind({ transactions }: PolicyDocument): IdKind | undefined {
  if (transactions?.fixedId !== undefined) return 'fixed';
  return transactions?.nextId === undefined ? undefined : 'next';
}

/** The number of 1.x transactions: the kind is chosen first, and holds once there is a number. */
function TransactionId({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { own, inherited, change } = policy;
  const [wanted, setWanted] = useState<IdKind>();
  const kind = wanted ?? idKind(own);
  const automatic = 'automatic';
  const usual = t(`answers.transactions.ids.${idKind(inherited) ?? automatic}`);
  return (
    <>
      <Setting label={t('answers.transactions.id')}>
        <NativeSelect
          value={kind ?? automatic}
          data={[
            {
              value: automatic,
              label: t(`answers.inherit.${policy.stationId === undefined ? 'all' : 'station'}`, {
                value: usual,
              }),
            },
            ...ID_KINDS.map((value) => ({ value, label: t(`answers.transactions.ids.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const chosen = ID_KINDS.find((name) => name === value);
            setWanted(chosen);
            if (chosen === undefined) change({ transactions: { fixedId: null, nextId: null } });
          }}
        />
      </Setting>
      {kind !== undefined && (
        <Setting label={t('answers.transactions.number')}>
          <CommitInput
            isNumber
            value={String((kind === 'fixed' ? own.transactions?.fixedId : own.transactions?.nextId) ?? '')}
            onCommit={(text) => {
              const [set, other] = kind === 'fixed' ? ['fixedId', 'nextId'] : ['nextId', 'fixedId'];
              change({ transactions: { [set ?? '']: numberOrText(text), [other ?? '']: null } });
              setWanted(undefined);
            }}
          />
        </Setting>
      )}
    </>
  );
}

function Only2({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { own, inherited, change } = policy;
  const [mine, usual] = [own.transactions ?? {}, inherited.transactions ?? {}];
  const none = t('answers.none');
  return (
    <>
      <Setting label={t('answers.transactions.cost')}>
        <CommitInput
          isNumber
          value={String(mine.totalCost ?? '')}
          placeholder={String(usual.totalCost ?? none)}
          onCommit={(text) => change({ transactions: { totalCost: numberOrText(text) } })}
        />
      </Setting>
      <Setting label={t('answers.transactions.priority')}>
        <CommitInput
          value={String(mine.chargingPriority ?? '')}
          placeholder={String(usual.chargingPriority ?? none)}
          onCommit={(text) => change({ transactions: { chargingPriority: numberOrText(text) } })}
        />
      </Setting>
      <Setting label={t('answers.transactions.message')}>
        <CommitInput
          value={mine.personalMessage ?? ''}
          placeholder={usual.personalMessage ?? none}
          maxLength={512}
          onCommit={(text) => change({ transactions: { personalMessage: text === '' ? null : text } })}
        />
      </Setting>
    </>
  );
}

export function TransactionsSection({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { own, inherited, version, change } = policy;
  const statuses = tagStatusesOf(version).map((value) => ({ value, label: value }));
  return (
    <Section title={t('answers.transactions.title')}>
      {(version === undefined || isOcpp1(version)) && <TransactionId policy={policy} />}
      {(['start', 'stop'] as const).map((end) => (
        <SettingSelect
          key={end}
          subject={policy}
          label={t(`answers.transactions.${end}`)}
          own={own.transactions?.[`${end}Status`]}
          inherited={inherited.transactions?.[`${end}Status`] ?? t('answers.transactions.byTag')}
          options={statuses}
          onChange={(value) => change({ transactions: { [`${end}Status`]: value } })}
        />
      ))}
      {(version === undefined || !isOcpp1(version)) && <Only2 policy={policy} />}
    </Section>
  );
}
