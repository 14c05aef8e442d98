/** The names that a macro asks for, in their order: `{amps}` of `SC {amps}`. */
export function macroParams(send: string): string[] {
  return [...new Set([...send.matchAll(/\{([A-Za-z]\w{0,40})\}/g)].map((match) => match[1] ?? ''))];
}

export function fillMacro(send: string, values: Readonly<Record<string, string>>): string {
  return send.replaceAll(/\{([A-Za-z]\w{0,40})\}/g, (whole, name: string) => values[name] ?? whole);
}
