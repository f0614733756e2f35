/**
 * The status that a GET is answered with. Its body is let go of: one that nobody reads keeps its connection, and with it
 * the process, until the store gives up, which takes a minute.
 */
export async function statusOf(url: string | URL): Promise<number> {
  const { status, body } = await fetch(url);
  await body?.cancel();
  return status;
}
