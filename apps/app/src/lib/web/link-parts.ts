// In a browser these stand in for the router's own links (see `metro.config.js`), with their previews and menus: the app's
// are made of `Touch`.
import { resolveHref } from 'expo-router/build/link/href';

export { Redirect } from 'expo-router/build/link/Redirect';
export const Link = { resolveHref };
