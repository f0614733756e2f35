import { lazy, Suspense } from 'react';

// The engine and its hash come after the first page is drawn.
const UploadHost = lazy(() => import('./upload-host').then((module) => ({ default: module.UploadHost })));

/** The place of the uploads, above the pages. */
export function UploadDock() {
  return (
    <Suspense fallback={null}>
      <UploadHost />
    </Suspense>
  );
}
