/** For people who look into the folder. */
export const FOLDER_README = `Profiles of chargers on a cable
===============================

A profile says how a device on a serial port is asked: line settings, registers or commands, what may be
written and what that does. It is data only. Files in this folder that end in .yaml, .yml or .json are read
while Kerbside runs, and again whenever they change; subfolders are not.

- A profile with the id of a built-in one takes its place.
- A file with a mistake is not used; the list of profiles says which line and field. Until it is in order,
  the version that was read before stays in use.
- port-profile.schema.json is the JSON Schema. Editors that know the YAML language server complete and check
  a file that begins with:   # yaml-language-server: $schema=./port-profile.schema.json
- example.yaml.txt is a whole profile; copy it to a name that ends in .yaml to use it.

Numbers of write limits are as they are shown, after scaling. Regular expressions are those of RE2: without
looking ahead or behind and without references back.
`;

/** A profile for people to copy; it is checked by a test. */
export const EXAMPLE_PROFILE = `# yaml-language-server: $schema=./port-profile.schema.json
schema: 1
id: my-charger                # small letters, digits and hyphens; that of a built-in profile replaces it
name: My charger
vendor: Example
models: [Model A]
driver: modbus                # modbus, rapi, console, json-lines or ocpp-lines
evidence:
  level: second-hand          # hardware, vendor-doc, source-code or second-hand
  source: Manual of the maker, page 17
line:
  bauds: [19200, 9600]        # the usual one first
  formats: [8E1]
  unit: {default: 1, from: 1, to: 15}
  gapMs: 100
identify:                     # all of them must fit; they only read
  - {fc: 4, addr: 4, min: 0x0100, max: 0x01ff, meaning: version of the register table}
blocks:                       # read as a whole; what lies between is never asked for
  - {fc: 4, addr: 4, n: 5}
  - {fc: 3, addr: 261, n: 1}
charging: {key: state, values: [charging]}
items:
  - {key: tableVersion, title: Register table, fc: 4, addr: 4, type: hex}
  - {key: state, title: State, fc: 4, addr: 5, type: u16, isLive: true, enum: {2: free, 4: connected, 7: charging}}
  - {key: currentL1, title: Current L1, fc: 4, addr: 6, type: u16, scale: 0.1, unit: A, isLive: true}
  - key: maxCurrent
    title: Charging current
    fc: 3
    addr: 261
    type: u16
    scale: 0.1
    unit: A
    write: {fc: 6, min: 6, max: 16, also: [0], risk: charging}
`;
