import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json, JsonObject } from '../../../shared/json.ts';
import { DATA_TRANSFER_STATUSES, type DataTransferRule } from '../../../shared/station/answerPolicy.ts';
import { Icon } from '../../ui/Icon.tsx';
import classes from './AnswersPage.module.css';
import { CommitInput } from './CommitInput.tsx';
import { Section } from './Section.tsx';
import { Setting } from './Setting.tsx';
import { SettingSelect } from './SettingSelect.tsx';
import type { PolicyOnScreen } from './usePolicy.ts';

function dataText(data: Json | undefined): string {
  return data === undefined ? '' : typeof data === 'string' ? data : JSON.stringify(data);
}

function isSameRule(one: DataTransferRule, other: DataTransferRule): boolean {
  const key = ({ vendorId, messageId }: DataTransferRule): string =>
    JSON.stringify([vendorId, messageId ?? null]);
  return key(one).toLowerCase() === key(other).toLowerCase();
}

function ruleJson({ vendorId, messageId, status, data }: DataTransferRule): JsonObject {
  return {
    vendorId,
    ...(messageId === undefined ? {} : { messageId }),
    status,
    ...(data === undefined ? {} : { data }),
  };
}

interface RuleRowProps {
  rule: DataTransferRule;
  onChange: (rule: DataTransferRule | undefined) => void;
}

function RuleRow({ rule, onChange }: RuleRowProps): JSX.Element {
  const { t } = useTranslation();
  const named = { vendor: rule.vendorId, message: rule.messageId ?? t('answers.data.anyMessage') };
  const { data: _data, ...bare } = rule;
  return (
    <li className={classes.rule}>
      <span className={classes.ruleName} title={`${named.vendor} ${named.message}`}>
        <b>{named.vendor}</b> {named.message}
      </span>
      <NativeSelect
        aria-label={t('answers.data.ruleStatus', named)}
        value={rule.status}
        data={[...DATA_TRANSFER_STATUSES]}
        onChange={({ currentTarget: { value } }) => {
          const status = DATA_TRANSFER_STATUSES.find((known) => known === value);
          if (status !== undefined) onChange({ ...rule, status });
        }}
      />
      <CommitInput
        label={t('answers.data.text')}
        placeholder={t('answers.data.text')}
        value={dataText(rule.data)}
        onCommit={(text) => onChange(text === '' ? bare : { ...bare, data: text })}
      />
      <ActionIcon onClick={() => onChange(undefined)} aria-label={t('answers.data.remove', named)}>
        <Icon name="close" size={12} />
      </ActionIcon>
    </li>
  );
}

function NewRule({ onAdd }: { onAdd: (rule: DataTransferRule) => void }): JSX.Element {
  const { t } = useTranslation();
  const [vendor, setVendor] = useState('');
  const [message, setMessage] = useState('');
  return (
    <form
      className={classes.adder}
      onSubmit={(event) => {
        event.preventDefault();
        const [vendorId, messageId] = [vendor.trim(), message.trim()];
        if (vendorId === '') return;
        onAdd({ vendorId, ...(messageId === '' ? {} : { messageId }), status: 'Accepted' });
        setVendor('');
        setMessage('');
      }}
    >
      <TextInput
        aria-label={t('answers.data.newVendor')}
        placeholder={t('answers.data.vendor')}
        value={vendor}
        maxLength={255}
        onChange={(event) => setVendor(event.currentTarget.value)}
      />
      <TextInput
        aria-label={t('answers.data.newMessage')}
        placeholder={t('answers.data.anyMessage')}
        value={message}
        maxLength={50}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <Button type="submit" disabled={vendor.trim() === ''}>
        {t('answers.data.add')}
      </Button>
    </form>
  );
}

export function DataTransferSection({ policy }: { policy: PolicyOnScreen }): JSX.Element {
  const { t } = useTranslation();
  const { own, inherited, change } = policy;
  const rules = own.dataTransfer?.rules ?? [];
  const changeRules = (after: readonly DataTransferRule[]): void =>
    change({ dataTransfer: { rules: after.map(ruleJson) } });
  return (
    <Section title={t('answers.data.title')}>
      <SettingSelect
        subject={policy}
        label={t('answers.data.status')}
        own={own.dataTransfer?.status}
        inherited={inherited.dataTransfer?.status ?? 'UnknownVendorId'}
        options={DATA_TRANSFER_STATUSES.map((value) => ({ value, label: value }))}
        onChange={(value) => change({ dataTransfer: { status: value } })}
      />
      {own.dataTransfer?.status !== undefined && (
        <Setting label={t('answers.data.text')}>
          <CommitInput
            value={dataText(own.dataTransfer.data)}
            placeholder={t('answers.none')}
            onCommit={(text) => change({ dataTransfer: { data: text === '' ? null : text } })}
          />
        </Setting>
      )}
      <ul className={classes.rules}>
        {rules.map((rule, index) => (
          <RuleRow
            key={`${rule.vendorId} ${rule.messageId ?? ''}`}
            rule={rule}
            onChange={(after) =>
              changeRules(after === undefined ? rules.toSpliced(index, 1) : rules.with(index, after))
            }
          />
        ))}
      </ul>
      <NewRule onAdd={(rule) => changeRules([...rules.filter((one) => !isSameRule(one, rule)), rule])} />
    </Section>
  );
}
