import { installDependencies } from './dependencies.mjs';
import { Unprepared } from './unprepared.mjs';
import { buildWebApp } from './web-app.mjs';

/**
 * Does what is left to do, which on most days is nothing.
 * @param {{ web: boolean }} options whether the web app is to be built as well
 * @returns {0 | 1} the exit code
 */
export function prepare({ web }) {
  try {
    installDependencies();
    if (web) buildWebApp();
    return 0;
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error;
    console.error(`\n${error.message}\n`);
    return 1;
  }
}
