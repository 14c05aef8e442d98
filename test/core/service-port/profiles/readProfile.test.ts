import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LARGEST_PROFILE_BYTES,
  readProfile,
} from '../../../../electron/core/service-port/profiles/reading/readProfile.ts';
import { troubleText } from '../../../../shared/service-port/portProfileInfo.ts';

const MODBUS = `schema: 1
id: my-box
name: My box
driver: modbus
evidence: {level: second-hand, source: a forum, note: unsure}
line:
  bauds: [9600]
  formats: [8E1]
  unit: {default: 1, from: 1, to: 15}
identify:
  - {fc: 4, addr: 4}
blocks:
  - {fc: 4, addr: 4, n: 4}
  - {fc: 3, addr: 100, n: 4}
items:
  - {key: version, fc: 4, addr: 4, type: u16}
  - key: state
    fc: 4
    addr: 5
    type: u16
    enum: {1: free, 2: charging}
  - key: amps
    fc: 3
    addr: 100
    type: u16
    scale: 0.1
    write:
      fc: 6
      min: 6
      max: 16
      risk: charging
`;

const CONSOLE = `schema: 1
id: my-shell
name: My shell
driver: console
evidence: {level: hardware, source: my bench}
line: {bauds: [115200], formats: [8N1]}
prompts:
  - {name: shell, text: "# "}
commands:
  - key: version
    send: ver
    parse: {kind: lines, patterns: ["^v(?<version>[0-9.]+)"]}
items:
  - {key: version, type: text, read: {command: version, field: version}}
`;

const RAPI = `schema: 1
id: my-rapi
name: My RAPI
driver: rapi
evidence: {level: hardware, source: my bench}
line: {bauds: [115200], formats: [8N1]}
identify:
  - {command: version}
commands:
  - {key: version, send: GV, meaning: Version, isReading: true, reply: [{name: firmware}]}
`;

const JSON_LINES = `schema: 1
id: my-json
name: My JSON
driver: json-lines
evidence: {level: hardware, source: my bench}
line: {bauds: [115200], formats: [8N1]}
requests:
  - key: ping
    send: '{"cmd":"ping"}'
items:
  - {key: state, type: text, read: {kind: status, path: cp.state}}
`;

/** All troubles as people read them. */
function troubles(text: string): string[] {
  return readProfile(text, 'my.yaml').troubles.map(troubleText);
}

function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

describe('a profile that a technician wrote', () => {
  it.each([
    ['modbus', MODBUS],
    ['console', CONSOLE],
    ['rapi', RAPI],
    ['json-lines', JSON_LINES],
  ])('is read where it is in order: %s', (driver, text) => {
    const { profile, troubles } = readProfile(text, 'my.yaml');
    expect(troubles).toEqual([]);
    expect(profile).toMatchObject({ driver, macros: [], notes: [] });
  });

  it('may be JSON', () => {
    const { profile } = readProfile(MODBUS, 'my.yaml');
    expect(readProfile(JSON.stringify(profile), 'my.json')).toEqual({ profile, troubles: [] });
    expect(readProfile(`\uFEFF${JSON.stringify(profile, undefined, '\t')}`, 'my.json').profile).toEqual(
      profile,
    );
  });

  it('keeps 8E1 a text, which YAML takes for 80', () => {
    expect(readProfile(MODBUS, 'my.yaml').profile?.line.formats).toEqual(['8E1']);
  });

  it.each([
    // Of the form: wrong types, unknown names, missing ones.
    ['min: 6', 'min: six', 'my.yaml, line 29, items[2].write.min: must be a number, not “six”.'],
    [
      'min: 6',
      'min: "6"',
      'my.yaml, line 29, items[2].write.min: must be a number, not “6”; write it without quotes',
    ],
    [
      'min: 6',
      'minn: 6',
      'my.yaml, line 29, items[2].write.minn: “minn” is not known here. Did you mean “min”?',
    ],
    [
      'risk: charging',
      'risk: chargin',
      'line 31, items[2].write.risk: is “chargin”, but must be one of none, charging, safety, restart. Did you mean “charging”?',
    ],
    ['      risk: charging\n', '', 'line 27, items[2].write.risk: is missing'],
    [
      'id: my-box',
      'id: My Box',
      'line 2, id: is “My Box”, which does not have the right form: Small letters, digits',
    ],
    ['id: my-box', 'id: 7', 'line 2, id: must be a text; put it in quotes.'],
    ['schema: 1', 'schema: 2', 'line 1, schema: must be 1, not 2.'],
    [
      'driver: modbus',
      'driver: modbuss',
      'line 4, driver: must be one of console, rapi, modbus, ocpp-lines, json-lines. Did you mean “modbus”?',
    ],
    ['driver: modbus\n', '', 'driver: is missing; it says how the device speaks'],
    ['type: u16\n    scale', 'type: u17\n    scale', 'line 25, items[2].type: is “u17”, but must be one of'],
    [
      'formats: [8E1]',
      'formats: [8X1]',
      'line 8, line.formats[0]: is “8X1”, which does not have the right form',
    ],
    ['bauds: [9600]', 'bauds: []', 'line 7, line.bauds: must have at least one entry.'],
    ['bauds: [9600]', 'bauds: [9600.5]', 'line 7, line.bauds[0]: must be a whole number'],
    ['bauds: [9600]', 'bauds: 9600', 'line 7, line.bauds: must be a list, not 9600.'],
    ['name: My box', 'name: ""', 'line 3, name: must not be empty.'],
    ['name: My box', 'name: ', 'line 3, name: must be a text, not empty.'],
    ['fc: 6', 'fc: 7', 'line 28, items[2].write.fc: is 7, but must be one of 5, 6, 15, 16.'],
    ['name: My box', 'name: My box\nname: Twice', 'line 4: A name stands here for the second time'],
    ['name: My box', '\tname: My box', 'line 3'],
    ['name: My box', 'name: &n My box\nvendor: *n', 'line 4: References (*name) are not read'],
    ['name: My box', '__proto__: {x: 1}\nname: My box', '__proto__: “__proto__” is not known here.'],
    // Of the sense.
    ['min: 6', 'min: 20', 'line 29, items[2].write.min: is 20, more than max (16).'],
    [
      'max: 16',
      'max: 7000',
      'items[2].write.max: is 7000, which makes 70000 in the register and does not fit in u16.',
    ],
    ['key: amps', 'key: state', 'line 22, items[2].key: “state” is already the key of items[1]'],
    ['addr: 100\n', 'addr: 103\n    default: "5"\n', 'items[2].default: is 5, which is out of the range'],
    [
      'addr: 100\n    type: u16',
      'addr: 103\n    type: u32',
      'items[2].addr: 103 to 104 reaches out of its block',
    ],
    [
      'addr: 100\n    type: u16',
      'addr: 200\n    type: u16',
      'items[2].addr: 200 is in none of the blocks of function 3',
    ],
    ['addr: 5\n', 'addr: 4\n', 'line 19, items[1].addr: lies over register 4 as items[0] (version) does'],
    [
      'n: 4}\n  - {fc: 3',
      'n: 4}\n  - {fc: 4, addr: 6, n: 4}\n  - {fc: 3',
      'blocks[1]: has registers that are in blocks[0], too',
    ],
    ['addr: 100, n: 4', 'addr: 100, n: 126', 'line 14, blocks[1].n: is 126; one answer holds at most 125'],
    ['addr: 100, n: 4', 'addr: 65533, n: 4', 'blocks[1].addr: reaches beyond the last register'],
    [
      'n: 4}\nitems',
      'n: 4}\n  - {fc: 3, addr: 300, n: 2}\nitems',
      'blocks[2]: is read, but no item lies in it',
    ],
    ['fc: 6', 'fc: 5', 'items[2].write.fc: is 5, which writes coils'],
    [
      'fc: 3\n    addr: 100',
      'fc: 4\n    addr: 6',
      'items[2].write: Function 4 reads inputs, which cannot be written',
    ],
    [
      '1: free, 2: charging}',
      '1: free, 2: free}\n    write: {fc: 6, addr: 101, risk: none}',
      'items[1].enum.2: “free” stands for 1 and for 2',
    ],
    ['1: free', 'x: free', 'items[1].enum: has “x”, which is no whole number'],
    [
      '1: free, 2: charging}',
      '1: free, 2: charging}\n    default: other',
      'items[1].default: is “other”, which is none of free, charging',
    ],
    ['from: 1, to: 15', 'from: 9, to: 15', 'line.unit.default: is 1, which is not in the range from 9 to 15'],
    ['from: 1, to: 15', 'from: 9, to: 8', 'line.unit.from: is 9, more than to (8)'],
    ['from: 1, to: 15', 'from: 0, to: 15', 'line.unit.from: is 0, which on Modbus calls all units'],
    [
      'identify:',
      'charging: {key: stat, values: [charging]}\nidentify:',
      'charging.key: “stat” is no item that can be read',
    ],
    [
      'identify:',
      'charging: {key: state, values: [busy]}\nidentify:',
      'charging.values[0]: “busy” is no value of “state”',
    ],
    ['scale: 0.1', 'scale: 0', 'items[2].scale: is 0; each value would be shown as 0'],
    ['scale: 0.1', 'bit: 3', 'items[2].bit: is only for the type “bit”'],
    ['type: u16\n    scale: 0.1', 'type: bit', 'items[2].bit: is missing'],
    ['{fc: 4, addr: 4}', '{fc: 4, addr: 4, min: 5, max: 4}', 'identify[0].min: is 5, more than max (4)'],
    [
      '{fc: 4, addr: 4}',
      '{fc: 4, addr: 4, type: string, count: 2, min: 5}',
      'identify[0]: asks for a number, but its type is a text',
    ],
    [
      'items:',
      'addressBase: 1\nheartbeat: {fc: 6, addr: 0, value: 1, everyMs: 1000, meaning: x}\nitems:',
      'heartbeat.addr: is 0, but addresses count from 1',
    ],
    [
      '1: free, 2: charging}',
      '1: free, 2: charging}\n    write: {fc: 6, addr: 101, risk: none, also: [3]}',
      'items[1].write.also[0]: is 3, for which there is no word',
    ],
  ])('modbus: %j as %j is told', (from, to, expected) => {
    expect(troubles(changed(MODBUS, from, to)).join('\n')).toContain(expected);
  });

  it.each([
    ['text: "# "', 'text: "  "', 'line 8, prompts[0].text: is empty; any output would look like this prompt'],
    ['text: "# "', 'text: ""', 'line 8, prompts[0].text: must not be empty'],
    ['text: "# "', 'text: "# ", pattern: "#"', 'prompts[0]: must have either a text or a pattern'],
    ['field: version}', 'field: versoin}', 'items[0].read.field: “versoin” is no field of “version”'],
    ['command: version,', 'command: ver,', 'items[0].read.command: “ver” is no command'],
    ['send: ver', 'send: ver {unit}', 'commands[0].send: has {unit}, for which nothing is known'],
    [
      'send: ver',
      'send: ver\n    until: uboot',
      'commands[0].until: “uboot” is no prompt of this profile. Known: shell',
    ],
    [
      '^v(?<version>[0-9.]+)',
      '^v(?=x)',
      'line 12, commands[0].parse.patterns[0]: This regular expression cannot be used: looking ahead',
    ],
    ['^v(?<version>[0-9.]+)', '^(v', 'commands[0].parse.patterns[0]: This regular expression cannot be used'],
    [
      '^v(?<version>[0-9.]+)',
      '(?:(?:a{99}){99}){9}',
      'commands[0].parse.patterns[0]: This regular expression cannot be used',
    ],
    [
      'prompts:',
      'login: {userPrompt: login, shellPrompt: shell}\nprompts:',
      'login.userPrompt: “login” is no prompt',
    ],
    [
      'items:',
      'firmware: {method: ymodem, start: "loady ${addr}"}\nitems:',
      'firmware.start: has ${addr}, which is none of the parameters',
    ],
  ])('console: %j as %j is told', (from, to, expected) => {
    expect(troubles(changed(CONSOLE, from, to)).join('\n')).toContain(expected);
  });

  it.each([
    ['send: GV', 'send: $GV^35', 'commands[0].send: holds “$”'],
    ['send: GV', 'send: FP 0 0 a text that is far too long', 'commands[0].send: makes a frame of'],
    [
      'commands:',
      'forbidden: [{pattern: "^GV", why: Never.}]\ncommands:',
      'commands[0].send: is forbidden by this profile itself: Never.',
    ],
    [
      '{command: version}',
      '{command: version, field: fw}',
      'identify[0].field: “fw” is no field of the reply',
    ],
    ['isReading: true', 'isReading: false', 'identify[0].command: “version” changes something'],
  ])('rapi: %j as %j is told', (from, to, expected) => {
    expect(troubles(changed(RAPI, from, to)).join('\n')).toContain(expected);
  });

  it.each([
    [`'{"cmd":"ping"}'`, `'{"cmd":ping}'`, 'line 9, requests[0].send: is no JSON'],
    ['kind: status,', '', 'items[0].read: must name either a request'],
    ['kind: status,', 'request: pong,', 'items[0].read.request: “pong” is no request'],
  ])('json-lines: %j as %j is told', (from, to, expected) => {
    expect(troubles(changed(JSON_LINES, from, to)).join('\n')).toContain(expected);
  });

  it('lets bits of one register have items of their own', () => {
    const bits = changed(
      MODBUS,
      'items:',
      'items:\n  - {key: flags, fc: 4, addr: 6, type: bits, flags: {0: a, 1: b}}\n  - {key: a, fc: 4, addr: 6, type: bit, bit: 0}\n  - {key: low, fc: 4, addr: 7, type: u16, mask: 0x00ff}\n  - {key: high, fc: 4, addr: 7, type: u16, mask: 0xff00}',
    );
    expect(troubles(bits)).toEqual([]);
    expect(troubles(changed(bits, 'mask: 0xff00', 'mask: 0xfff0')).join()).toContain('lies over register 7');
    expect(troubles(changed(bits, 'flags: {0: a, 1: b}', 'flags: {16: a}')).join()).toContain('names bit 16');
  });

  it('tells all that is wrong at once', () => {
    const text = changed(changed(MODBUS, 'min: 6', 'min: six'), 'name: My box', 'nmae: My box');
    expect(troubles(text)).toHaveLength(3);
  });

  it.each([
    ['', 'The file is empty.'],
    ['# only a remark', 'The file is empty.'],
    ['just words', 'A profile consists of names and values'],
    ['- a\n- b', 'A profile consists of names and values'],
    ['{"a": ', 'cannot be read as YAML or JSON'],
    ['a: 1\n---\nb: 2', 'line 2: A file holds one profile'],
    ['['.repeat(20_000), 'line 1: Here the file is nested deeper'],
    ['x'.repeat(LARGEST_PROFILE_BYTES + 1), 'larger than 128 kB'],
  ])('refuses what is no profile: %.20j', (text, expected) => {
    expect(troubles(text).join('\n')).toContain(expected);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      ...MODBUS.split(/(?=[\n:,{}[\]])/),
      '*a',
      '&a',
      '!!binary x',
      '? ',
      '|',
      '\u0000',
      '"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const reading = readProfile(pieces.join(''), 'any.yaml');
        expect(reading.profile === undefined).toBe(reading.troubles.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
