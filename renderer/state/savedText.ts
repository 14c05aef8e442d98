/** Browsers that block site data throw at the first touch of storage: then nothing is remembered, that is all. */
function storage(kind: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return window[kind];
  } catch (error) {
    console.warn('this browser keeps no site data', error);
    return undefined;
  }
}

/** What the page remembers: in this browser (`localStorage`) or until its tab is closed (`sessionStorage`). */
export function savedText(kind: 'localStorage' | 'sessionStorage', key: string): string | undefined {
  return storage(kind)?.getItem(key) ?? undefined;
}

export function saveText(kind: 'localStorage' | 'sessionStorage', key: string, text: string): void {
  try {
    storage(kind)?.setItem(key, text);
  } catch (error) {
    console.warn('the browser did not keep a setting', error);
  }
}
