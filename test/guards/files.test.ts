import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, sourceFiles } from './moduleGraph.ts';

const CODE = ['shared', 'electron', 'renderer', 'test'];

describe('files', () => {
  it('no hand-written file is longer than 400 lines', () => {
    const long = sourceFiles(CODE)
      .filter((path) => !path.startsWith('test/fixtures/'))
      .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it('the shell stays under 400 lines in all', () => {
    const lines = sourceFiles(['electron/shell']).reduce(
      (sum, path) => sum + readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1,
      0,
    );
    expect(lines).toBeGreaterThan(0);
    expect(lines).toBeLessThan(400);
  });

  it('there are no catch-all modules', () => {
    const catchAll = sourceFiles(CODE).filter((path) =>
      /(^|\/)(utils?|helpers?|types|common|misc)\.tsx?$/.test(path),
    );
    expect(catchAll).toEqual([]);
  });

  it('nothing silences the type checker or the linter', () => {
    const silencers = /@ts-(ignore|expect-error|nocheck)|(eslint|oxlint)-disable|\bas any\b|as unknown as/;
    const offences = sourceFiles(['shared', 'electron', 'renderer']).filter((path) =>
      silencers.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(offences).toEqual([]);
  });

  it('no test is skipped for good, focused or empty', () => {
    const offences = sourceFiles(['test']).filter((path) =>
      /\b(it|test|describe)\.(only|todo|skip)\(/.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(offences).toEqual([]);
  });

  it('every dependency has a fixed version', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const versions = { ...manifest.dependencies, ...manifest.devDependencies };
    const loose = Object.entries(versions).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(Object.keys(versions).length).toBeGreaterThan(10);
    expect(loose).toEqual([]);
  });
});

describe('the core without electron', () => {
  it('loads in a Node in which electron cannot be resolved', () => {
    const refuse = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(specifier, context, next) {
        if (/^(electron|react)(\\/|$)/.test(specifier)) throw new Error('not here: ' + specifier);
        return next(specifier, context);
      } });
      const core = await import(process.argv[1]);
      process.stdout.write(typeof core.createCore);`;
    const output = execFileSync(
      process.execPath,
      ['--input-type=module', '--eval', refuse, join(ROOT, 'electron/core/index.ts')],
      { encoding: 'utf8' },
    );
    expect(output).toBe('function');
  });
});

describe('the built renderer', () => {
  it('holds no Node code', () => {
    expect(existsSync(join(ROOT, 'dist/renderer/index.html'))).toBe(true);
    const scripts = sourceFiles(['dist/renderer'], /\.js$/);
    expect(scripts.length).toBeGreaterThan(0);
    const offences = scripts.filter((path) =>
      /["']node:|\brequire\(["'](fs|net|path|electron)["']\)|urn:BootNotification\.req/.test(
        readFileSync(join(ROOT, path), 'utf8'),
      ),
    );
    expect(offences).toEqual([]);
  });
});
