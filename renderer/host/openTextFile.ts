import type { TextFile } from './host.ts';

/** The browser's own dialog, which the window of the desktop program has, too. */
export function openTextFile(accept: string): Promise<TextFile | undefined> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.hidden = true;
    // Some browsers open the dialog only for a field of the page.
    document.body.append(input);
    input.addEventListener('cancel', () => {
      input.remove();
      resolve(undefined);
    });
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      input.remove();
      if (file === undefined) resolve(undefined);
      else file.text().then((text) => resolve({ name: file.name, text }), reject);
    });
    input.click();
  });
}
