import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Dot } from '../../../ui/Dot.tsx';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { ShownGroup, ShownValue } from './valueGroups.ts';
import classes from './Values.module.css';

/** An older value is said to be so. */
const OLD_MS = 10_000;

interface ValueGroupProps {
  group: ShownGroup;
  now: number;
  /** Why there are no values is the same for all of them, and is told once. */
  isToldAbove: boolean;
}

/** Values that belong together, a row each: name, value with its unit, and how old it is. */
export function ValueGroup({ group, now, isToldAbove }: ValueGroupProps): JSX.Element {
  const { t } = useTranslation();
  const name = group.name === '' ? t('port.values.others') : group.name;
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <dl className={classes.values}>
        {group.values.map((value) => (
          <ValueRow key={value.item.key} value={value} now={now} isToldAbove={isToldAbove} />
        ))}
      </dl>
    </section>
  );
}

type ValueRowProps = Omit<ValueGroupProps, 'group'> & { value: ShownValue };

function ValueRow({ value: { item, reading }, now, isToldAbove }: ValueRowProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const ageMs = reading === undefined ? 0 : Math.max(0, now - reading.at);
  const failure = reading?.failure;
  const age = ageMs < 1000 ? t('port.values.justNow') : times.span(Math.floor(ageMs / 1000) * 1000);
  return (
    <div className={classes.value} data-failure={failure}>
      <dt title={[item.key, item.meaning].filter(Boolean).join(': ')}>{item.title}</dt>
      <dd>
        {reading?.value !== undefined && (
          <span title={reading.raw} data-old={ageMs > OLD_MS}>
            {item.isSecret ? '••••' : reading.value}
            {item.unit !== undefined && <small> {item.unit}</small>}
          </span>
        )}
        {reading === undefined && <span className="dim">{t('port.values.notYet')}</span>}
        {reading !== undefined && reading.value === undefined && failure === undefined && (
          <span className="dim">{reading.trouble ?? '–'}</span>
        )}
        {failure !== undefined && (
          <span className={classes.trouble}>
            <Dot tone={failure === 'refused' ? 'warn' : 'bad'} />
            {t(`port.values.failure.${failure}`)}
            {!isToldAbove && reading?.trouble !== undefined && <small>{reading.trouble}</small>}
          </span>
        )}
      </dd>
      <dd className={classes.age}>{reading === undefined ? '' : age}</dd>
    </div>
  );
}
