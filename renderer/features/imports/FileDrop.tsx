import { useEffect } from 'react';
import { formatRoute } from '../../state/route.ts';
import { setPendingFile } from '../../state/pendingFile.ts';

/** Takes a file that is dropped anywhere, on any screen, to the screen of imports. */
export function FileDrop(): undefined {
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      // Without this the browser would leave our page and show the file.
      event.preventDefault();
      setPendingFile(file);
      window.location.hash = formatRoute({ screen: 'import' });
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return undefined;
}
