/** Without what no database can be asked for. */
export function searchable(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', '').toWellFormed().trim().slice(0, 200);
}
