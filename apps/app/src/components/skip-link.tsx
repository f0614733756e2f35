import type { ReactNode } from 'react';

/** For keyboards in browsers; there is none elsewhere. */
export const SkipLink = (): ReactNode => null;
