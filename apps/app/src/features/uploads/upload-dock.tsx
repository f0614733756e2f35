import { type ComponentType, useEffect, useState } from 'react';
import { afterFirstPage } from '@/lib/first-page';
import { onReachable } from '@/lib/reachability';

/** The uploads that are under way, above the pages; they are taken up once the first page has shown. */
export function UploadDock() {
  const [Host, setHost] = useState<ComponentType | null>(null);
  useEffect(() => {
    let over = false;
    const load = () =>
      import('./upload-parts').then(
        ({ UploadHost }) => over || setHost(() => UploadHost),
        // Without a network nothing is uploaded either.
        () => {},
      );
    void afterFirstPage().then(load);
    const stop = onReachable((reachable) => reachable && void load());
    return () => {
      over = true;
      stop();
    };
  }, []);
  return Host ? <Host /> : null;
}
