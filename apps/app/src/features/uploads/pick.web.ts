import { acceptedFiles, type Candidate } from './candidate';
import { candidateOf, visibleFiles } from './files.web';

/** Opens the browser's dialog for files, or for a folder. */
function openDialog(folder: boolean): Promise<Candidate[]> {
  const { promise, resolve } = Promise.withResolvers<Candidate[]>();
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = folder;
  if (!folder) input.accept = acceptedFiles;
  input.hidden = true;
  const done = () => {
    resolve(visibleFiles(input.files).map((file) => candidateOf(file)));
    input.remove();
  };
  input.addEventListener('change', done);
  input.addEventListener('cancel', done);
  // Safari opens the dialog of an input in the page alone.
  document.body.append(input);
  input.click();
  return promise;
}

/** Lets the person choose photos and videos; none when they close the dialog. */
export const pickPhotos = (): Promise<Candidate[]> => openDialog(false);

/** Lets the person choose a folder: all that is in it and below, apart from what systems hide. */
export const pickFolder = (): Promise<Candidate[]> => openDialog(true);
