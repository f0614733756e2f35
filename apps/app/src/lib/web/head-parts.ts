import type { ReactNode } from 'react';

// In a browser these stand in for a library that writes into the head of a document (see `metro.config.js`): the app
// sets the title alone, in `usePageTitle`.
export const HelmetProvider = ({ children }: { children: ReactNode }): ReactNode => children;
export const Helmet = (): null => null;
