import { lazy, Suspense } from 'react';
import type { HideDialogProps } from './hide-dialog';
import type { ReportDialogProps } from './report-dialog';

const Report = lazy(() => import('./report-dialog').then(({ ReportDialog }) => ({ default: ReportDialog })));
const Hide = lazy(() => import('./hide-dialog').then(({ HideDialog }) => ({ default: HideDialog })));

/** Asks what is wrong with something, and reports it. */
export const ReportDialog = (props: ReportDialogProps) => (
  <Suspense fallback={null}>
    <Report {...props} />
  </Suspense>
);

/** Asks before a photo is hidden that the person is in. */
export const HideDialog = (props: HideDialogProps) => (
  <Suspense fallback={null}>
    <Hide {...props} />
  </Suspense>
);
