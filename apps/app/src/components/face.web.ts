/** The system's own face, by the names that browsers know it by. */
export const FACE: string | undefined =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
