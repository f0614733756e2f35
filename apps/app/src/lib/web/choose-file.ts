/** Opens the browser's dialog for one picture, on phones with their camera among the choices; null when it is closed. */
export function chooseFile(): Promise<File | null> {
  const { promise, resolve } = Promise.withResolvers<File | null>();
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  input.hidden = true;
  const done = () => {
    resolve(input.files?.[0] ?? null);
    input.remove();
  };
  input.addEventListener('change', done);
  input.addEventListener('cancel', done);
  // Safari opens the dialog of an input in the page alone.
  document.body.append(input);
  input.click();
  return promise;
}
