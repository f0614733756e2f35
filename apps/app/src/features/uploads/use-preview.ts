import { useEffect, useState } from 'react';
import { previewOf } from './preview-source';
import { handleOf } from './upload-state';

/** The address of a small picture of a file in the queue; null while there is none. */
export function usePreview(id: string | null): string | null {
  const [shown, setShown] = useState<{ id: string; url: string } | null>(null);
  useEffect(() => {
    const handle = id === null ? null : handleOf(id);
    if (!handle || id === null) return;
    let wanted = true;
    void previewOf(id, handle).then((url) => {
      if (wanted && url) setShown({ id, url });
    });
    return () => {
      wanted = false;
    };
  }, [id]);
  return shown !== null && shown.id === id ? shown.url : null;
}
