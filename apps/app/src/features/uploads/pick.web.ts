import { acceptedFiles, type Candidate } from './candidate';
import { candidateOf } from './files.web';

/** Lets the person choose photos; none when they close the dialog. */
export function pickPhotos(): Promise<Candidate[]> {
  const { promise, resolve } = Promise.withResolvers<Candidate[]>();
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = acceptedFiles;
  input.hidden = true;
  const done = () => {
    resolve([...(input.files ?? [])].map(candidateOf));
    input.remove();
  };
  input.addEventListener('change', done);
  input.addEventListener('cancel', done);
  // Safari opens the dialog of an input in the page alone.
  document.body.append(input);
  input.click();
  return promise;
}
