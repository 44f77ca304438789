import { useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../api/problem.ts';

const PAUSE_MS = 1500;

/** Keeps on the server what is being typed, a moment after the last key; `words` says where it stands. */
export function useDraft(
  content: string,
  save: (content: string) => Promise<string>,
  enabled: boolean,
): string {
  const [words, setWords] = useState('');
  const kept = useRef(content);
  const saving = useRef(save);
  saving.current = save;
  useEffect(() => {
    if (!enabled || content === kept.current) return;
    const timer = window.setTimeout(() => {
      kept.current = content;
      setWords('正在保存草稿……');
      saving.current(content).then(setWords, (error: unknown) => {
        kept.current = '';
        setWords(`草稿没有保存：${sentenceOf(error)}`);
      });
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [content, enabled]);
  return words;
}
