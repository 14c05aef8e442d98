import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import { usePortList } from '../../../state/portTopics.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { navigate } from '../../../state/useRoute.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { FreePath } from './FreePath.tsx';
import { OpenForm } from './OpenForm.tsx';
import { PortRow } from './PortRow.tsx';
import classes from './PortsScreen.module.css';
import { PracticePorts } from './PracticePorts.tsx';
import { ProfilesSection } from './ProfilesSection.tsx';

/** The service ports of this computer; `path` is the one that is to be opened. */
export function PortsScreen({ path }: { path: string | undefined }): JSX.Element {
  const { t } = useTranslation();
  const list = usePortList();
  const states = useTopic('ports') ?? [];
  const listed = list?.ports ?? [];
  // Ports of this visit that no list has: typed ones, and practice chargers.
  const others = states.filter(({ port }) => listed.every((one) => one.path !== port.path));
  const known = [...listed, ...others.map(({ port }) => port)];
  const isTyped = path !== undefined && known.every((port) => port.path !== path);
  const ports = isTyped ? [...known, typedPort(path, t('port.list.typed'))] : known;
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t('port.list.title')}</h1>
        <p className="dim">{t('port.list.text')}</p>
      </header>
      <section className={classes.section} aria-labelledby="port-list">
        <h2 id="port-list">{t('port.list.ports')}</h2>
        {list?.trouble !== undefined && (
          <p className={classes.notice} data-tone="warn" role="alert">
            <Icon name="fault" size={14} />
            <span>
              {list.trouble.sentence} {list.trouble.remedy}
            </span>
          </p>
        )}
        {list?.hints.map((hint) => (
          <p key={hint} className={classes.notice}>
            <Icon name="says" size={14} />
            <span>{hint}</span>
          </p>
        ))}
        {list !== undefined && ports.length === 0 && <NoPorts />}
        {list === undefined && <p className="dim">{t('port.list.looking')}</p>}
        <ul className={classes.ports}>
          {ports.map((port) => (
            <li key={port.path}>
              <PortRow
                port={port}
                state={states.find((state) => state.port.path === port.path)}
                isChosen={port.path === path}
              />
              {port.path === path && <Opening port={port} />}
            </li>
          ))}
        </ul>
        <FreePath />
      </section>
      <PracticePorts />
      <ProfilesSection />
    </div>
  );
}

/** A port that was typed, as long as nothing else is known of it. */
function typedPort(path: string, name: string): PortInfo {
  return { path, name, origin: 'typed', deviceKey: path, isGone: false };
}

function Opening({ port }: { port: PortInfo }): JSX.Element {
  const { path } = port;
  return (
    <OpenForm key={path} port={port} onOpened={() => navigate({ screen: 'port', path, tab: 'console' })} />
  );
}

function NoPorts(): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.empty}>
      <h3>{t('port.list.none')}</h3>
      <ol>
        <li>{t('port.list.noneCable')}</li>
        <li>{t('port.list.noneDriver')}</li>
        <li>{t('port.list.nonePath')}</li>
      </ol>
    </div>
  );
}
