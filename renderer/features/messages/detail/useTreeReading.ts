import { useCallback, useState } from 'react';
import { savedText, saveText } from '../../../state/savedText.ts';
import type { TreeReading } from './PayloadTree.tsx';

const KEY = 'kerbside.meanings';

/** Which value of a record is chosen, forgotten with the record; and the switch of the meanings, kept in the browser. */
export function useTreeReading(seq: number): { tree: TreeReading; setMeanings: (isOn: boolean) => void } {
  const [choice, setChoice] = useState<{ seq: number; id: string | undefined }>();
  const [hasMeanings, setMeanings] = useState(() => savedText('localStorage', KEY) === 'on');
  const onChoose = useCallback((id: string | undefined) => setChoice({ seq, id }), [seq]);
  return {
    tree: { chosen: choice?.seq === seq ? choice.id : undefined, onChoose, hasMeanings },
    setMeanings(isOn) {
      saveText('localStorage', KEY, isOn ? 'on' : 'off');
      setMeanings(isOn);
    },
  };
}
