import type { TFunction } from 'i18next';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../../state/route.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { useRoute } from '../../../state/useRoute.ts';
import { allowedText } from './allowedText.ts';
import type { Setting } from './setting.ts';
import classes from './SettingPane.module.css';

/** What the specification, the maker and the station say about a setting besides its value. */
export function SettingFacts({ setting }: { setting: Setting }): JSX.Element {
  const { t } = useTranslation();
  const { shape, knowledge, item, isRequired, characteristics } = setting;
  const access = item?.access ?? knowledge?.access;
  const pack = knowledge?.pack;
  const facts: (readonly [name: string, text: ReactNode])[] = [
    ['type', shape === undefined ? '' : t(`configuration.type.${shape.type}`)],
    ['allowed', allowedText(t, setting)],
    ['default', knowledge?.default],
    ['access', access === undefined ? '' : t(`configuration.access.${access}`)],
    ['group', groupOf(t, setting)],
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
    ['pack', pack === undefined ? '' : <PackLink pack={pack} />],
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

/** The feature profile of the specification; a device on a cable knows none. */
function groupOf(t: TFunction, { group, isStandard, item }: Setting): string | undefined {
  if (item?.driver !== undefined) return undefined;
  return isStandard ? group : t('configuration.groups.Maker');
}

/** The pack that says it, with the way to all packs. */
function PackLink({ pack: { id, name } }: { pack: { id: string; name: string } }): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  const file = useTopic('makerPacks')?.packs.find((pack) => pack.id === id)?.file;
  const words = t(file === undefined ? 'packs.from.brought' : 'packs.from.own', { name, file });
  if (route.screen !== 'station') return <>{words}</>;
  const { stationId } = route;
  return (
    <a href={formatRoute({ screen: 'station', stationId, tab: 'configuration', view: 'packs' })}>{words}</a>
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
