/** Key and values -> words, as `t` of i18next. */
export interface Translate {
  (key: string): string;
  (key: string, values: Record<string, unknown>): string;
}

/** Looks up each text without values once: hundreds of rows a second ask for the same few words. */
export function cachedTranslate(translate: Translate): Translate {
  const texts = new Map<string, string>();
  return (key: string, values?: Record<string, unknown>) => {
    if (values !== undefined) return translate(key, values);
    let text = texts.get(key);
    if (text === undefined) {
      text = translate(key);
      texts.set(key, text);
    }
    return text;
  };
}
