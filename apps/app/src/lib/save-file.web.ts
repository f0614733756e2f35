/** Lets the browser save what an address leads to. */
export function saveAs(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Lets the browser save a file that is here, without what no name of a file may have. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  saveAs(url, name.replace(/[/\\:*?"<>|]/g, '_'));
  // The browser reads it a while longer.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
