import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import backend from './en.backend.json';
import callback from './en.callback.json';
import common from './en.json';
import answers from './en.answers.json';
import fileViewer from './en.fileViewer.json';
import findings from './en.findings.json';
import commands from './en.commands.json';
import configuration from './en.configuration.json';
import files from './en.files.json';
import firmwarePush from './en.firmwarePush.json';
import filter from './en.filter.json';
import exporting from './en.export.json';
import firmwareFiles from './en.firmwareFiles.json';
import form from './en.form.json';
import door from './en.door.json';
import imports from './en.imports.json';
import makerPacks from './en.makerPacks.json';
import messages from './en.messages.json';
import monitors from './en.monitors.json';
import notes from './en.notes.json';
import quirks from './en.quirks.json';
import reports from './en.reports.json';
import servicePort from './en.servicePort.json';
import sessions from './en.sessions.json';
import stick from './en.stick.json';
import timeline from './en.timeline.json';

const ENGLISH = {
  ...common,
  ...answers,
  ...backend,
  ...callback,
  ...commands,
  ...configuration,
  ...door,
  ...files,
  ...firmwarePush,
  ...filter,
  ...exporting,
  ...fileViewer,
  ...findings,
  ...firmwareFiles,
  ...form,
  ...imports,
  ...makerPacks,
  ...messages,
  ...monitors,
  ...notes,
  ...quirks,
  ...reports,
  ...servicePort,
  ...sessions,
  ...stick,
  ...timeline,
};

/** All words of the screens. A language is one more entry here; its texts are files beside these. */
export const RESOURCES = { en: { translation: ENGLISH } };

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: RESOURCES,
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}
