import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { allowedText } from './allowedText.ts';
import type { Setting } from './setting.ts';
import classes from './SettingPane.module.css';

/** What the specification, the maker and the station say about a setting besides its value. */
export function SettingFacts({ setting }: { setting: Setting }): JSX.Element {
  const { t } = useTranslation();
  const { shape, knowledge, item, group, isRequired, characteristics, isStandard } = setting;
  const access = item?.access ?? knowledge?.access;
  const facts: (readonly [name: string, text: ReactNode])[] = [
    ['type', shape === undefined ? '' : t(`configuration.type.${shape.type}`)],
    ['allowed', allowedText(t, setting)],
    ['default', knowledge?.default],
    ['access', access === undefined ? '' : t(`configuration.access.${access}`)],
    ['group', isStandard ? group : t('configuration.groups.Maker')],
    ['required', isRequired ? t('configuration.facts.isRequired') : ''],
    [
      'persistence',
      item?.isPersistent === undefined ? '' : t(`configuration.facts.persistent.${item.isPersistent}`),
    ],
    ['constant', item?.isConstant === true ? t('configuration.facts.isConstant') : ''],
    ['monitoring', characteristics?.supportsMonitoring === true ? t('configuration.facts.isMonitored') : ''],
    ['risk', knowledge?.risk === undefined ? '' : t(`configuration.risk.${knowledge.risk}`)],
    ['restart', knowledge?.needsRestart === true ? t('configuration.facts.needsRestart') : ''],
    ['clause', knowledge?.clause],
  ];
  return (
    <>
      {knowledge?.hint !== undefined && <p className={classes.hint}>{knowledge.hint}</p>}
      {knowledge?.usual !== undefined && <p className="dim">{knowledge.usual.sentence}</p>}
      <dl className={classes.facts}>
        {facts
          .filter(([, text]) => text !== undefined && text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{t(`configuration.facts.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <ValueMeanings meanings={knowledge?.valueMeanings} />
    </>
  );
}

function ValueMeanings({
  meanings,
}: {
  meanings: Readonly<Record<string, string>> | undefined;
}): JSX.Element | undefined {
  const { t } = useTranslation();
  const entries = Object.entries(meanings ?? {});
  if (entries.length === 0) return undefined;
  return (
    <section>
      <h4>{t('configuration.facts.values')}</h4>
      <dl className={classes.values}>
        {entries.map(([value, meaning]) => (
          <div key={value}>
            <dt className="mono">{value}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
