/** As `encodeURIComponent`, and the four more that RFC 5987 keeps for itself. */
const encodeExtended = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * `Content-Disposition` that saves the body under a name (RFC 6266): in ASCII for old clients, and in UTF-8
 * (RFC 8187). Path separators, control characters and lone surrogates become `_`.
 */
export function attachmentNamed(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
  const safe = name.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f/\\\ufffd]/g, '_');
  const ascii = safe.replace(/[^ -~]/g, '_').replace(/["%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeExtended(safe)}`;
}
